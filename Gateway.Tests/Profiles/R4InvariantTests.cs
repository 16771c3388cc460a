using System.Text;
using Fhir.Profiles.Structures;
using Fhir.Profiles.Validation;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Profiles;

/// <summary>R4's own invariants, which the SDK's parser does not check: what breaks each is found, where it is.</summary>
public sealed class R4InvariantTests
{
    public static TheoryData<string, string, string> Broken => new()
    {
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueAge":{"value":-1,"code":"a","system":"http://unitsofmeasure.org"}}]}""", "age-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueAttachment":{"data":"aGVsbG8="}}]}""", "att-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueContactPoint":{"value":"555"}}]}""", "cpt-2", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueCount":{"value":1.5,"code":"1","system":"http://unitsofmeasure.org"}}]}""", "cnt-3", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueDataRequirement":{"type":"Patient","codeFilter":[{"code":[{"code":"x"}]}]}}]}""", "drq-1", "Basic.extension[0].value.codeFilter[0]" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueDataRequirement":{"type":"Patient","dateFilter":[{"path":"x","searchParam":"y"}]}}]}""", "drq-2", "Basic.extension[0].value.dateFilter[0]" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueDistance":{"value":1}}]}""", "dis-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueDuration":{"code":"h","value":1}}]}""", "drt-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueExpression":{"language":"text/fhirpath"}}]}""", "exp-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x"}]}""", "ext-1", "Basic.extension[0]" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueString":"a","extension":[{"url":"y","valueString":"b"}]}]}""", "ext-1", "Basic.extension[0]" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valuePeriod":{"start":"2026-02-01","end":"2026-01-01"}}]}""", "per-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueQuantity":{"value":1,"code":"kg"}}]}""", "qty-3", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueRange":{"low":{"value":2},"high":{"value":1}}}]}""", "rng-2", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueRatio":{"numerator":{"value":2}}}]}""", "rat-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueReference":{"reference":"#nowhere"}}]}""", "ref-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueReference":{"reference":"#"}}]}""", "ref-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTiming":{"repeat":{"duration":1}}}]}""", "tim-1", "Basic.extension[0].value.repeat" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTiming":{"repeat":{"period":1}}}]}""", "tim-2", "Basic.extension[0].value.repeat" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTiming":{"repeat":{"duration":-1,"durationUnit":"h"}}}]}""", "tim-4", "Basic.extension[0].value.repeat" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTiming":{"repeat":{"period":-1,"periodUnit":"h"}}}]}""", "tim-5", "Basic.extension[0].value.repeat" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTiming":{"repeat":{"periodMax":1}}}]}""", "tim-6", "Basic.extension[0].value.repeat" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTiming":{"repeat":{"durationMax":1}}}]}""", "tim-7", "Basic.extension[0].value.repeat" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTiming":{"repeat":{"countMax":1}}}]}""", "tim-8", "Basic.extension[0].value.repeat" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTiming":{"repeat":{"offset":1}}}]}""", "tim-9", "Basic.extension[0].value.repeat" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTiming":{"repeat":{"timeOfDay":["10:00:00"],"when":["MORN"]}}}]}""", "tim-10", "Basic.extension[0].value.repeat" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTriggerDefinition":{"type":"data-added","timingDate":"2026-01-01","data":[{"type":"Patient"}]}}]}""", "trd-1", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTriggerDefinition":{"type":"periodic","timingDate":"2026-01-01","condition":{"language":"text/fhirpath","expression":"true"}}}]}""", "trd-2", "Basic.extension[0].value" },
        { """{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valueTriggerDefinition":{"type":"named-event"}}]}""", "trd-3", "Basic.extension[0].value" },
        { """{"resourceType":"Bundle","type":"collection","total":1}""", "bdl-1", "Bundle" },
        { """{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"a"},"search":{"mode":"match"}}]}""", "bdl-2", "Bundle" },
        { """{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient","id":"a"}}]}""", "bdl-3", "Bundle" },
        { """{"resourceType":"Bundle","type":"transaction-response","entry":[{"resource":{"resourceType":"Patient","id":"a"}}]}""", "bdl-4", "Bundle" },
        { """{"resourceType":"Bundle","type":"collection","entry":[{"link":[{"relation":"self","url":"http://x"}]}]}""", "bdl-5", "Bundle.entry[0]" },
        { """{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://x/Patient/a","resource":{"resourceType":"Patient","id":"a"}},{"fullUrl":"http://x/Patient/a","resource":{"resourceType":"Patient","id":"a"}}]}""", "bdl-7", "Bundle" },
        { """{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://x/Patient/a/_history/1","resource":{"resourceType":"Patient","id":"a"}}]}""", "bdl-8", "Bundle.entry[0]" },
        { """{"resourceType":"Bundle","type":"document","timestamp":"2026-01-01T00:00:00Z","entry":[{"resource":{"resourceType":"Basic","code":{"text":"x"}}}]}""", "bdl-9", "Bundle" },
        { """{"resourceType":"Bundle","type":"document","identifier":{"system":"s","value":"v"}}""", "bdl-10", "Bundle" },
        { """{"resourceType":"Bundle","type":"document","entry":[{"resource":{"resourceType":"Patient","id":"a"}}]}""", "bdl-11", "Bundle" },
        { """{"resourceType":"Bundle","type":"message","entry":[{"resource":{"resourceType":"Patient","id":"a"}}]}""", "bdl-12", "Bundle" },
        { """{"resourceType":"AuditEvent","type":{"code":"rest"},"recorded":"2026-01-01T00:00:00Z","agent":[{"requestor":true}],"source":{"observer":{"display":"x"}},"entity":[{"name":"n","query":"YQ=="}]}""", "sev-1", "AuditEvent.entity[0]" },
        { """{"resourceType":"Consent","status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"research"}]},"category":[{"text":"x"}],"patient":{"display":"x"}}""", "ppc-1", "Consent" },
        { """{"resourceType":"Consent","status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},"category":[{"text":"x"}],"policyRule":{"text":"x"}}""", "ppc-2", "Consent" },
        { """{"resourceType":"Consent","status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"research"}]},"category":[{"text":"x"}],"policyRule":{"text":"x"}}""", "ppc-3", "Consent" },
        { """{"resourceType":"Consent","status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"adr"}]},"category":[{"text":"x"}],"policyRule":{"text":"x"}}""", "ppc-4", "Consent" },
        { """{"resourceType":"Consent","status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"treatment"}]},"category":[{"text":"x"}],"policyRule":{"text":"x"}}""", "ppc-5", "Consent" },
        { """{"resourceType":"Basic","code":{"text":"x"},"contained":[{"resourceType":"Patient","id":"a"}],"author":{"reference":"Patient/a"}}""", "dom-3", "Basic" },
        { """{"resourceType":"Basic","code":{"text":"x"},"contained":[{"resourceType":"Patient","id":"a","meta":{"versionId":"1"}}],"subject":{"reference":"#a"}}""", "dom-4", "Basic" },
        { """{"resourceType":"Basic","code":{"text":"x"},"contained":[{"resourceType":"Patient","id":"a","meta":{"security":[{"code":"x"}]}}],"subject":{"reference":"#a"}}""", "dom-5", "Basic" },
        { """{"resourceType":"Parameters","parameter":[{"name":"a"}]}""", "inv-1", "Parameters.parameter[0]" },
        { """{"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"b"}]}]}""", "inv-1", "Parameters.parameter[0].part[0]" },
        { """{"resourceType":"Patient","contact":[{"gender":"female"}]}""", "pat-1", "Patient.contact[0]" },
        { """{"resourceType":"Questionnaire","status":"active","name":"two words","item":[{"linkId":"a","type":"string"}]}""", "que-0", "Questionnaire" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"group","item":[{"linkId":"a","type":"string"}]}]}""", "que-2", "Questionnaire" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"group"}]}""", "que-1", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"display","item":[{"linkId":"b","type":"string"}]}]}""", "que-1", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"display","code":[{"code":"x"}]}]}""", "que-3", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"choice","answerValueSet":"http://x","answerOption":[{"valueString":"x"}]}]}""", "que-4", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"boolean","answerValueSet":"http://x"}]}""", "que-5", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"display","required":true}]}""", "que-6", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"group","initial":[{"valueString":"x"}],"item":[{"linkId":"b","type":"string"}]}]}""", "que-8", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"display","readOnly":true}]}""", "que-9", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"date","maxLength":3}]}""", "que-10", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"choice","answerOption":[{"valueString":"x"}],"initial":[{"valueString":"x"}]}]}""", "que-11", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"string","enableWhen":[{"question":"b","operator":"=","answerInteger":1},{"question":"b","operator":"=","answerInteger":2}]}]}""", "que-12", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"string","initial":[{"valueString":"x"},{"valueString":"y"}]}]}""", "que-13", "Questionnaire.item[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"a","type":"string","enableWhen":[{"question":"b","operator":"exists","answerInteger":1}]}]}""", "que-7", "Questionnaire.item[0].enableWhen[0]" },
        { """{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"g","type":"group","item":[{"linkId":"h","type":"group","item":[{"linkId":"a","type":"date","maxLength":3}]}]}]}""", "que-10", "Questionnaire.item[0].item[0].item[0]" },
        { """{"resourceType":"QuestionnaireResponse","status":"completed","item":[{"linkId":"a","answer":[{"valueBoolean":true,"item":[{"linkId":"b","item":[{"linkId":"c"}],"answer":[{"valueBoolean":true}]}]}]}]}""", "qrs-1", "QuestionnaireResponse.item[0].answer[0].item[0]" },
        { """{"resourceType":"Task","status":"draft","intent":"order","authoredOn":"2026-01-02","lastModified":"2026-01-01"}""", "inv-1", "Task" },
        { """{"resourceType":"Communication","status":"completed","contained":[{"resourceType":"Basic","id":"a","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valuePeriod":{"start":"2026-02-01","end":"2026-01-01"}}]}],"about":[{"reference":"#a"}]}""", "per-1", "Communication.contained[0].extension[0].value" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_invariant_is_told_by_its_key_and_its_place(string json, string key, string expression)
    {
        var issues = ProfileValidator.Validate(Parse(json));

        Assert.Contains(issues, issue =>
            issue.Code == OperationOutcome.IssueType.Invariant
            && issue.Expression == expression
            && issue.Sentence.StartsWith($"{key}: ", StringComparison.Ordinal));
    }

    /// <summary>What the parser refuses already can still be put together in code.</summary>
    [Fact]
    public void Nested_containment_an_empty_element_and_a_narrative_that_is_none_are_found()
    {
        var message = new Communication
        {
            Contained = [new Patient { Id = "a", Contained = [new Patient { Id = "b" }] }],
            Status = EventStatus.Completed,
            Topic = new CodeableConcept(),
            Text = new Narrative { Status = Narrative.NarrativeStatus.Generated, Div = """<div xmlns="http://www.w3.org/1999/xhtml"><script/></div>""" },
            Payload = [new Communication.PayloadComponent { ElementId = "only-an-id" }],
        };

        var found = ProfileValidator.Validate(message).Select(issue => $"{issue.Sentence.Split(':')[0]} {issue.Expression}").ToArray();

        Assert.Contains("dom-2 Communication", found);
        Assert.Contains("ele-1 Communication.topic", found);
        Assert.Contains("ele-1 Communication.payload[0]", found);
        Assert.Contains("txt-1 Communication.text.div", found);
        Assert.Contains("txt-2 Communication.text.div", found);
    }

    [Theory]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"},"contained":[{"resourceType":"Patient","id":"a"}],"subject":{"reference":"#a"}}""")]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"},"contained":[{"resourceType":"Basic","id":"a","code":{"text":"x"},"subject":{"reference":"#"}}]}""")]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"},"contained":[{"resourceType":"Library","id":"a","status":"active","type":{"text":"x"}}],"extension":[{"url":"http://example.org/x","valueCanonical":"#a"}]}""")]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:7d0d5d0c-33a5-4b9c-8c8e-0d0b0f7b2d11","resource":{"resourceType":"Basic","code":{"text":"x"},"contained":[{"resourceType":"Patient","id":"a"}],"subject":{"reference":"#a"}}}]}""")]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"http://example.org/x","valuePeriod":{"start":"2026-01-01","end":"2026-01-01T10:00:00Z"}}]}""")]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"},"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"#a\" alt=\"a\"/></div>"}}""")]
    public void What_keeps_them_passes(string json) => Assert.Empty(ProfileValidator.Validate(Parse(json)));

    [Fact]
    public void Each_invariant_has_a_case()
    {
        string[] inCode = ["dom-2", "ele-1", "txt-1", "txt-2"];
        var cases = Broken.Select(row => row.Data.Item2).Concat(inCode);

        Assert.Empty(R4Invariants.Keys.Except(cases));
    }

    private static Resource Parse(string json)
    {
        Assert.True(FhirJson.TryParse<Resource>(Encoding.UTF8.GetBytes(json), out var resource, out var issues), string.Join('\n', issues));
        return resource;
    }
}
