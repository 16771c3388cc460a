namespace Gateway.Tests.Resources;

/// <summary>One resource of each type the gateway serves, with what is easily lost between formats: precision, order, extensions, white space, script.</summary>
internal static class RichExamples
{
    public static readonly IReadOnlyDictionary<string, string> Json = new Dictionary<string, string>
    {
        ["Communication"] = """
            {"resourceType":"Communication","id":"rich","meta":{"versionId":"3","lastUpdated":"2026-11-22T10:00:00.123+01:00","profile":["http://example.org/p"],"tag":[{"system":"urn:t","code":"a"}]},
            "language":"en","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Knee &amp; <b>hip</b><br />two\nlines</p></div>"},
            "contained":[{"resourceType":"Observation","id":"weight","status":"final","code":{"text":"weight"},"valueQuantity":{"value":71.50,"unit":"kg"}},{"resourceType":"Basic","id":"why","code":{"text":"because"},"subject":{"reference":"#weight"}}],
            "extension":[{"url":"http://example.org/score","valueDecimal":0.00100},{"url":"http://example.org/outer","extension":[{"url":"inner","valueBoolean":true},{"url":"big","valueDecimal":12345678901234567890.5}]}],
            "identifier":[{"use":"official","system":"urn:x","value":"1","assigner":{"display":"Clinic"}}],"partOf":[{"reference":"Communication/first"}],"status":"completed",
            "statusReason":{"coding":[{"system":"urn:s","code":"b","userSelected":false}]},"category":[{"text":"question"},{"text":"knee"}],"priority":"routine","_priority":{"id":"prio"},
            "subject":{"reference":"Patient/susie-smith","display":"Susie"},"topic":{"text":"Knee"},"about":[{"reference":"#weight"}],
            "sent":"2026-11-22T10:00:00.250+01:00","_sent":{"id":"s","extension":[{"url":"http://example.org/clock","valueString":"phone"}]},
            "_received":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]},
            "recipient":[{"reference":"Organization/pool"}],"sender":{"reference":"RelatedPerson/mary"},"reasonReference":[{"reference":"#why"}],
            "payload":[{"id":"p1","contentString":"Grüße,\r\n\tit is < 38 °C & \"hot\" 'here' 😀 Ω"},{"contentAttachment":{"contentType":"text/plain","data":"aGVsbG8=","size":5,"title":"note"}},{"contentReference":{"reference":"DocumentReference/1"}}],
            "note":[{"authorString":"me","time":"2026","text":"# Heading\n\n*markdown*"}]}
            """,
        ["CommunicationRequest"] = """
            {"resourceType":"CommunicationRequest","id":"rich","extension":[{"url":"http://example.org/e","valueRange":{"low":{"value":1.0},"high":{"value":2.00}}}],"status":"active","priority":"urgent","doNotPerform":false,
            "subject":{"reference":"Patient/susie-smith"},"payload":[{"contentString":"Call back"}],"occurrencePeriod":{"start":"2026-11","end":"2026-12-01T00:00:00Z"},"authoredOn":"2026-11-22","requester":{"type":"Practitioner","identifier":{"value":"9"}},
            "recipient":[{"reference":"Patient/susie-smith"},{"reference":"RelatedPerson/mary"}],"note":[{"text":"ok"}]}
            """,
        ["Task"] = """
            {"resourceType":"Task","id":"rich","identifier":[{"value":"t"}],"groupIdentifier":{"value":"g"},"status":"requested","businessStatus":{"text":"unassigned"},"intent":"order","priority":"stat","code":{"text":"answer"},
            "focus":{"reference":"Communication/1"},"for":{"reference":"Patient/susie-smith"},"executionPeriod":{"start":"2026-11-22T10:00:00Z"},"authoredOn":"2026-11-22T10:00:00+00:00","owner":{"reference":"Practitioner/1"},
            "restriction":{"repetitions":1,"period":{"end":"2026-11-24"}},"input":[{"type":{"text":"limit"},"valueDecimal":3.140},{"type":{"text":"when"},"valueTime":"10:30:00"}],"output":[{"type":{"text":"reply"},"valueReference":{"reference":"Communication/2"}}]}
            """,
        ["Questionnaire"] = """
            {"resourceType":"Questionnaire","id":"rich","url":"http://example.org/Questionnaire/rich","version":"1.0","title":"How are you?","status":"draft","experimental":true,"subjectType":["Patient","RelatedPerson"],"_subjectType":[null,{"id":"second"}],
            "item":[{"linkId":"1","text":"Group","type":"group","item":[{"linkId":"1.1","text":"Pain","_text":{"extension":[{"url":"http://example.org/x","valueMarkdown":"**Pain**"}]},"type":"decimal","enableWhen":[{"question":"1.2","operator":"=","answerBoolean":true}],"required":true,"initial":[{"valueDecimal":0.10}]},{"linkId":"1.2","type":"choice","repeats":true,"maxLength":10,"answerOption":[{"valueCoding":{"system":"urn:a","code":"b"},"initialSelected":true},{"valueInteger":-7}]}]}]}
            """,
        ["QuestionnaireResponse"] = """
            {"resourceType":"QuestionnaireResponse","id":"rich","questionnaire":"http://example.org/Questionnaire/rich|1.0","status":"completed","subject":{"reference":"Patient/susie-smith"},"authored":"2026-11-22T09:59:59Z",
            "item":[{"linkId":"1","item":[{"linkId":"1.1","answer":[{"valueDecimal":7.0,"item":[{"linkId":"1.1.1","answer":[{"valueString":"since Monday"}]}]}]},{"linkId":"1.2","answer":[{"valueDate":"2026-11"},{"valueUri":"urn:oid:1.2.3"}]}]}]}
            """,
        ["Consent"] = """
            {"resourceType":"Consent","id":"rich","status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},"category":[{"text":"agreement"}],"patient":{"reference":"Patient/susie-smith"},"dateTime":"2026-11-22",
            "sourceAttachment":{"contentType":"application/pdf","url":"http://example.org/a.pdf","hash":"2jmj7l5rSw0yVb/vlWAYkK/YBwk="},"policyRule":{"text":"v1"},"verification":[{"verified":true}],"provision":{"type":"permit","period":{"start":"2026-01-01"},"provision":[{"type":"deny","purpose":[{"system":"urn:p","code":"x"}]}]}}
            """,
        ["Subscription"] = """
            {"resourceType":"Subscription","id":"rich","status":"requested","end":"2027-01-01T00:00:00.000Z","reason":"new messages","criteria":"Communication?patient=Patient/1&status=completed","_criteria":{"extension":[{"url":"http://example.org/filter","valueString":"a=b"}]},
            "channel":{"type":"rest-hook","endpoint":"https://example.org/hook?a=1&b=2","payload":"application/fhir+json","header":["X-One: 1","X-Two: 2"]}}
            """,
        ["AuditEvent"] = """
            {"resourceType":"AuditEvent","id":"rich","type":{"system":"urn:t","code":"rest"},"subtype":[{"code":"create"}],"action":"C","recorded":"2026-11-22T10:00:00.1234567+01:00","outcome":"0","agent":[{"who":{"identifier":{"value":"app"}},"requestor":true,"network":{"address":"127.0.0.1","type":"2"}},{"requestor":false}],
            "source":{"observer":{"display":"gateway"},"type":[{"code":"4"}]},"entity":[{"what":{"reference":"Communication/1"},"query":"YT1i","detail":[{"type":"rule","valueString":"R1"},{"type":"hash","valueBase64Binary":"AAEC"}]}]}
            """,
        ["Provenance"] = """
            {"resourceType":"Provenance","id":"rich","target":[{"reference":"Communication/1/_history/1"},{"reference":"Communication/2"}],"occurredPeriod":{"start":"2026"},"recorded":"2026-11-22T10:00:00Z","activity":{"coding":[{"code":"UPDATE"}]},
            "agent":[{"type":{"text":"author"},"who":{"reference":"Practitioner/1"}}],"entity":[{"role":"source","what":{"reference":"Communication/1"},"agent":[{"who":{"display":"x"}}]}],
            "signature":[{"type":[{"code":"1.2.840.10065.1.12.1.1"}],"when":"2026-11-22T10:00:00Z","who":{"reference":"Practitioner/1"},"data":"AAECAwQ="}]}
            """,
    };

    public static TheoryData<string> Types => [.. Json.Keys];
}
