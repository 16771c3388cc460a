using System.Text.Json.Nodes;
using Gateway.Messages;
using Gateway.Resources;
using Gateway.Tests.Support;
using Gateway.Text;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Messages;

public sealed class WordReaderTests
{
    private const string Words = "Johnny got a fever today";

    /// <summary>Each element that may hold words, and where they are said to stand.</summary>
    public static TheoryData<string, string, string> Places => new()
    {
        { "an answer", Contained("""{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[{"linkId":"1","answer":[{"valueString":"@"}]}]}"""), "Communication.contained[0].item[0].answer[0].value" },
        { "an option that was chosen", Contained("""{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[{"linkId":"1","answer":[{"valueCoding":{"code":"a","display":"@"}}]}]}"""), "Communication.contained[0].item[0].answer[0].value.display" },
        { "a question", Contained("""{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[{"linkId":"1","text":"@","answer":[{"valueBoolean":true}]}]}"""), "Communication.contained[0].item[0].text" },
        { "an answer to a question about an answer", Contained("""{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[{"linkId":"1","answer":[{"valueBoolean":true,"item":[{"linkId":"2","answer":[{"valueString":"@"}]}]}]}]}"""), "Communication.contained[0].item[0].answer[0].item[0].answer[0].value" },
        { "an answer in a group", Contained("""{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[{"linkId":"1","item":[{"linkId":"2","answer":[{"valueString":"@"}]}]}]}"""), "Communication.contained[0].item[0].item[0].answer[0].value" },
        { "a file that is an answer", Contained("""{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[{"linkId":"1","answer":[{"valueAttachment":{"contentType":"text/plain","data":"Sm9obm55IGdvdCBhIGZldmVyIHRvZGF5"}}]}]}"""), "Communication.contained[0].item[0].answer[0].value.data" },
        { "a note in a contained condition", Contained("""{"resourceType":"Condition","id":"q","subject":{"reference":"Patient/susie-smith"},"note":[{"text":"@"}]}"""), "Communication.contained[0].note[0].text" },
        { "the value of a contained finding", Contained("""{"resourceType":"Observation","id":"q","status":"final","code":{"text":"note"},"valueString":"@"}"""), "Communication.contained[0].value" },
        { "the text of a contained code", Contained("""{"resourceType":"Observation","id":"q","status":"final","code":{"text":"@"}}"""), "Communication.contained[0].code.text" },
        { "the narrative of a contained resource", Contained("""{"resourceType":"Basic","id":"q","code":{"text":"x"},"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>@</p></div>"}}"""), "Communication.contained[0].text.div" },
        { "a contained text file", Contained("""{"resourceType":"Binary","id":"q","contentType":"text/plain","data":"Sm9obm55IGdvdCBhIGZldmVyIHRvZGF5"}"""), "Communication.contained[0].data" },
        { "the message's narrative", """{"text":{"status":"additional","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">@</div>"}}""", "Communication.text.div" },
        { "an extension", """{"extension":[{"url":"https://example.org/x","valueString":"@"}]}""", "Communication.extension[0].value" },
        { "an extension within an extension", """{"extension":[{"url":"https://example.org/x","extension":[{"url":"y","valueMarkdown":"@"}]}]}""", "Communication.extension[0].extension[0].value" },
        { "an extension of the sender", """{"sender":{"reference":"Patient/susie-smith","extension":[{"url":"https://example.org/x","valueString":"@"}]}}""", "Communication.sender.extension[0].value" },
        { "an extension of the payload", """{"payload":[{"extension":[{"url":"https://example.org/x","valueString":"@"}],"contentString":"My knee hurts."}]}""", "Communication.payload[0].extension[0].value" },
        { "an extension of the words", """{"payload":[{"contentString":"My knee hurts.","_contentString":{"extension":[{"url":"https://example.org/x","valueString":"@"}]}}]}""", "Communication.payload[0].content.extension[0].value" },
        { "the topic's code", """{"topic":{"coding":[{"display":"@"}]}}""", "Communication.topic.coding[0].display" },
        { "a category", """{"category":[{"text":"@"}]}""", "Communication.category[0].text" },
        { "a medium", """{"medium":[{"text":"@"}]}""", "Communication.medium[0].text" },
        { "a reason for the status", """{"statusReason":{"text":"@"}}""", "Communication.statusReason.text" },
        { "what an order is called", """{"basedOn":[{"reference":"ServiceRequest/1","display":"@"}]}""", "Communication.basedOn[0].display" },
    };

    /// <summary>What names persons, or is for machines.</summary>
    public static TheoryData<string, string> NoWords => new()
    {
        { "who a recipient is", """{"recipient":[{"reference":"Practitioner/dr-lee","display":"@"}]}""" },
        { "who the sender is", """{"sender":{"reference":"Patient/susie-smith","display":"@"}}""" },
        { "who is a reason", """{"about":[{"reference":"Organization/sandbox-clinic","display":"@"}]}""" },
        { "a name", Contained("""{"resourceType":"RelatedPerson","id":"q","patient":{"reference":"Patient/susie-smith"},"name":[{"text":"@"}],"address":[{"text":"@"}]}""") },
        { "a number", """{"identifier":[{"system":"urn:x","value":"@"}]}""" },
        { "the name of a question", Contained("""{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[{"linkId":"@","answer":[{"valueBoolean":true}]}]}""") },
        { "what the gateway told the sender", """{"extension":[{"url":"https://fhirmessaging.org/fhir/StructureDefinition/advice","extension":[{"url":"text","valueString":"@"}]}]}""" },
        { "why a message is held", """{"status":"on-hold","statusReason":{"text":"@"}}""" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Words_are_read_wherever_they_stand(string name, string elements, string expression)
    {
        var text = MessageText.Of(Message(elements));

        var start = text.Text.IndexOf(Words, StringComparison.Ordinal);
        Assert.True(start >= 0, $"{name}: {text.Text}");
        Assert.Equal(expression, text.Locate("rule", new TextSpan(start, Words.Length)).Expression);
    }

    [Theory]
    [MemberData(nameof(NoWords))]
    public void Names_of_persons_and_what_is_for_machines_are_no_words(string name, string elements) =>
        Assert.False(MessageText.Of(Message(elements)).Text.Contains(Words, StringComparison.Ordinal), name);

    [Fact]
    public void A_span_in_a_narrative_points_at_its_place_between_the_tags()
    {
        var message = Message("""{"text":{"status":"additional","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Hello</p><p>@</p></div>"}}""");
        var text = MessageText.Of(message);

        var hit = text.Locate("rule", new TextSpan(text.Text.IndexOf(Words, StringComparison.Ordinal), Words.Length));

        Assert.Equal(message.Text!.Div!.IndexOf(Words, StringComparison.Ordinal), hit.Start);
    }

    [Fact]
    public void A_narrative_that_says_the_payload_again_is_read_once()
    {
        var text = MessageText.Of(Message("""{"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>My knee\n  hurts.</p></div>"}}"""));

        Assert.Equal("My knee hurts.", text.Text.Trim());
    }

    [Fact]
    public void A_yes_stands_behind_its_question()
    {
        var text = MessageText.Of(Message(Contained(
            """{"resourceType":"QuestionnaireResponse","id":"q","status":"completed","item":[{"linkId":"1","text":"Any fever?","answer":[{"valueBoolean":true}]},{"linkId":"2","text":"Born","answer":[{"valueDate":"2019-03-14"}]}]}""")));

        Assert.Contains("Any fever? Yes\n\nBorn 2019-03-14", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_goes_with_codes_and_files_is_not_counted_as_written() =>
        Assert.Equal("My knee hurts.".Length, MessageText.Of(Message("""{"topic":{"coding":[{"display":"@"}]},"text":{"status":"additional","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">@</div>"}}""")).Characters);

    private static string Contained(string resource) => $$"""{"contained":[{{resource}}],"about":[{"reference":"#q"}]}""";

    private static Communication Message(string elements)
    {
        var message = AMessage.From("susie-smith", "susie-smith", "My knee hurts.");
        foreach (var (element, value) in JsonNode.Parse(elements.Replace("@", Words, StringComparison.Ordinal))!.AsObject())
        {
            message[element] = value!.DeepClone();
        }

        return (Communication)FhirJson.ReadStored(System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()));
    }
}
