using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Forms;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Forms;

public sealed class ResponsePolicyTests
{
    private static readonly Questionnaire Form = Read<Questionnaire>("""
        {"resourceType":"Questionnaire","status":"active","item":[
          {"linkId":"what","text":"What is it?","type":"string","required":true,"maxLength":10},
          {"linkId":"sure","text":"Are you sure?","type":"boolean"},
          {"linkId":"why","text":"Why?","type":"text","required":true,"enableWhen":[{"question":"sure","operator":"=","answerBoolean":true}]},
          {"linkId":"count","text":"How many?","type":"integer"},
          {"linkId":"many","text":"So many?","type":"boolean","enableWhen":[{"question":"count","operator":">=","answerInteger":10}]},
          {"linkId":"colour","text":"Which colour?","type":"choice","repeats":true,"answerOption":[{"valueCoding":{"system":"urn:c","code":"red"}},{"valueString":"blue"}]},
          {"linkId":"other","text":"Which other?","type":"open-choice","answerOption":[{"valueCoding":{"system":"urn:c","code":"red"}}]},
          {"linkId":"day","text":"Which day?","type":"date"},
          {"linkId":"late","text":"Why so late?","type":"text","enableWhen":[{"question":"day","operator":">","answerDate":"2026-06-30"},{"question":"sure","operator":"exists","answerBoolean":false}],"enableBehavior":"any"},
          {"linkId":"group","text":"A group","type":"group","repeats":true,"item":[{"linkId":"inner","text":"Inner?","type":"decimal","required":true}]},
          {"linkId":"about","text":"Nested?","type":"boolean","item":[{"linkId":"deeper","text":"Deeper?","type":"string"}]}]}
        """);

    /// <summary>Answers that can be taken.</summary>
    public static TheoryData<string, string> Taken => new()
    {
        { "what must be", """[{"linkId":"what","answer":[{"valueString":"a"}]}]""" },
        { "what follows from another answer", """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"sure","answer":[{"valueBoolean":true}]},{"linkId":"why","answer":[{"valueString":"b"}]}]""" },
        { "what follows from a number", """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"count","answer":[{"valueInteger":10}]},{"linkId":"many","answer":[{"valueBoolean":true}]}]""" },
        { "what follows from a day", """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"sure","answer":[{"valueBoolean":false}]},{"linkId":"day","answer":[{"valueDate":"2026-07-01"}]},{"linkId":"late","answer":[{"valueString":"b"}]}]""" },
        { "what follows from no answer", """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"late","answer":[{"valueString":"b"}]}]""" },
        { "several of what is offered", """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"colour","answer":[{"valueCoding":{"system":"urn:c","code":"red","display":"anything"}},{"valueString":"blue"}]}]""" },
        { "one's own words", """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"other","answer":[{"valueString":"green"}]}]""" },
        { "a group twice", """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"group","item":[{"linkId":"inner","answer":[{"valueDecimal":1.5}]}]},{"linkId":"group","item":[{"linkId":"inner","answer":[{"valueDecimal":2}]}]}]""" },
        { "a question below an answer", """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"about","answer":[{"valueBoolean":true,"item":[{"linkId":"deeper","answer":[{"valueString":"b"}]}]}]}]""" },
    };

    /// <summary>Answers that cannot be, why, and where.</summary>
    public static TheoryData<string, string, string> NotTaken => new()
    {
        { """[]""", "Required", "Q.item.where(linkId='what')" },
        { """[{"linkId":"what"}]""", "Required", "Q.item.where(linkId='what')" },
        { """[{"linkId":"what","answer":[{"valueString":"  "}]}]""", "Required", "Q.item[0].answer[0].value" },
        { """[{"linkId":"what","answer":[{"valueString":"longer than ten"}]}]""", "Value", "Q.item[0].answer[0].value" },
        { """[{"linkId":"what","answer":[{"valueInteger":1}]}]""", "Value", "Q.item[0].answer[0].value" },
        { """[{"linkId":"what","answer":[{"valueString":"a"},{"valueString":"b"}]}]""", "Structure", "Q.item[0].answer" },
        { """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"what","answer":[{"valueString":"a"}]}]""", "Structure", "Q.item[1]" },
        { """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"nothing","answer":[{"valueString":"a"}]}]""", "Value", "Q.item[1].linkId" },
        { """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"inner","answer":[{"valueDecimal":1}]}]""", "Value", "Q.item[1].linkId" },
        { """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"sure","answer":[{"valueBoolean":true}]}]""", "Required", "Q.item.where(linkId='why')" },
        { """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"why","answer":[{"valueString":"a"}]}]""", "BusinessRule", "Q.item[1]" },
        { """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"count","answer":[{"valueInteger":9}]},{"linkId":"many","answer":[{"valueBoolean":true}]}]""", "BusinessRule", "Q.item[2]" },
        { """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"colour","answer":[{"valueCoding":{"system":"urn:c","code":"green"}}]}]""", "Value", "Q.item[1].answer[0].value" },
        { """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"group","answer":[{"valueString":"a"}]}]""", "Value", "Q.item[1].answer[0].value" },
        { """[{"linkId":"what","answer":[{"valueString":"a"}]},{"linkId":"group","item":[{"linkId":"inner"}]}]""", "Required", "Q.item[1].item.where(linkId='inner')" },
        { """[{"linkId":"what","answer":[{"item":[{"linkId":"x"}]}]}]""", "Required", "Q.item[0].answer[0]" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public void Answers_that_fit_the_questions_are_taken(string name, string items)
    {
        var issues = Check(items);

        Assert.True(issues.IsEmpty, $"{name}: {string.Join(' ', issues)}");
    }

    [Theory]
    [MemberData(nameof(NotTaken))]
    public void What_does_not_fit_is_told_with_its_place(string items, string code, string place) =>
        Assert.Contains((code, place), Check(items).Select(issue => (issue.Code.ToString(), issue.Expression!)));

    [Fact]
    public void Answers_that_are_not_finished_are_not_sent() =>
        Assert.Contains(Check("""[{"linkId":"what","answer":[{"valueString":"a"}]}]""", "in-progress"), issue => issue.Expression == "Q.status");

    private static ImmutableArray<Issue> Check(string items, string status = "completed") => ResponsePolicy.Check(
        Form, Read<QuestionnaireResponse>($$"""{"resourceType":"QuestionnaireResponse","status":"{{status}}"{{(items == "[]" ? "" : $",\"item\":{items}")}}}"""), "Q");

    private static T Read<T>(string json)
        where T : Resource => (T)FhirJson.ReadStored(Encoding.UTF8.GetBytes(JsonNode.Parse(json)!.ToJsonString()));
}
