using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Fhir.Profiles.Structures;
using Fhir.Profiles.Validation;
using Gateway.Resources;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Profiles;

/// <summary>Each thing a StructureDefinition can ask, on a profile made up for it: one value that keeps it, one that does not.</summary>
public sealed partial class ProfileRuleTests
{
    private const string Profile = "http://example.org/StructureDefinition/made-up";
    private const string Keeps = "";

    private const string OnlyAb = """{"resourceType":"ValueSet","url":"http://example.org/ValueSet/ab","status":"active","compose":{"include":[{"system":"http://example.org/letters","concept":[{"code":"a"},{"code":"b"}]}]}}""";

    private const string Mood = """
        {"resourceType":"StructureDefinition","url":"http://example.org/StructureDefinition/mood","name":"Mood","status":"active","kind":"complex-type","abstract":false,"type":"Extension",
         "context":[{"type":"element","expression":"Communication"},{"type":"element","expression":"Identifier"},{"type":"extension","expression":"http://example.org/holder"},{"type":"fhirpath","expression":"payload.where(content is string)"}],
         "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Extension","differential":{"element":[{"id":"Extension.value[x]","path":"Extension.value[x]","min":1,"type":[{"code":"code"}]}]}}
        """;

    private const string Denies = """
        {"resourceType":"StructureDefinition","url":"http://example.org/StructureDefinition/denies","name":"Denies","status":"active","kind":"complex-type","abstract":false,"type":"Extension",
         "context":[{"type":"element","expression":"DomainResource"}],"baseDefinition":"http://hl7.org/fhir/StructureDefinition/Extension",
         "differential":{"element":[{"id":"Extension","path":"Extension","isModifier":true,"isModifierReason":"It denies."}]}}
        """;

    [Theory]
    [InlineData("""{"id":"Communication.note","min":2}""", "note", """[{"text":"1"},{"text":"2"}]""", Keeps)]
    [InlineData("""{"id":"Communication.note","min":2}""", "note", """[{"text":"1"}]""", "required Communication.note")]
    [InlineData("""{"id":"Communication.note","max":"1"}""", "note", """[{"text":"1"}]""", Keeps)]
    [InlineData("""{"id":"Communication.note","max":"1"}""", "note", """[{"text":"1"},{"text":"2"}]""", "structure Communication.note")]
    [InlineData("""{"id":"Communication.note","max":"0"}""", "note", """[{"text":"1"}]""", "structure Communication.note")]
    [InlineData("""{"id":"Communication.topic.text","min":1}""", "language", "\"en\"", Keeps)]
    [InlineData("""{"id":"Communication.topic.text","min":1}""", "topic", """{"coding":[{"code":"x"}]}""", "required Communication.topic.text")]
    public void Cardinality_is_checked(string element, string name, string value, string expected) => AssertGives(element, name, value, expected);

    [Theory]
    [InlineData("""{"id":"Communication.payload.content[x]","type":[{"code":"string"}]}""", "payload", """[{"contentString":"x"}]""", Keeps)]
    [InlineData("""{"id":"Communication.payload.content[x]","type":[{"code":"string"}]}""", "payload", """[{"contentString":"x"},{"contentAttachment":{"url":"http://x"}}]""", "structure Communication.payload[1].content")]
    [InlineData("""{"id":"Communication.subject","type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Patient"]}]}""", "subject", """{"reference":"Patient/1/_history/2"}""", Keeps)]
    [InlineData("""{"id":"Communication.subject","type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Patient"]}]}""", "subject", """{"reference":"https://ehr.example/fhir/Group/1"}""", "value Communication.subject")]
    [InlineData("""{"id":"Communication.subject","type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Patient"]}]}""", "subject", """{"type":"Group","display":"x"}""", "value Communication.subject")]
    [InlineData("""{"id":"Communication.subject","type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Patient"]}]}""", "subject", """{"display":"x"}""", Keeps)]
    [InlineData("""{"id":"Communication.basedOn","type":[{"code":"Reference","targetProfile":["https://fhirmessaging.org/fhir/StructureDefinition/message-request"]}]}""", "basedOn", """[{"reference":"CommunicationRequest/1"},{"reference":"Task/1"}]""", "value Communication.basedOn[1]")]
    public void Types_are_checked(string element, string name, string value, string expected) => AssertGives(element, name, value, expected);

    [Theory]
    [InlineData("""{"id":"Communication.priority","fixedCode":"stat"}""", "priority", "\"stat\"", Keeps)]
    [InlineData("""{"id":"Communication.priority","fixedCode":"stat"}""", "priority", "\"asap\"", "value Communication.priority")]
    [InlineData("""{"id":"Communication.topic","fixedCodeableConcept":{"text":"a"}}""", "topic", """{"text":"a"}""", Keeps)]
    [InlineData("""{"id":"Communication.topic","fixedCodeableConcept":{"text":"a"}}""", "topic", """{"text":"a","coding":[{"code":"a"}]}""", "value Communication.topic")]
    [InlineData("""{"id":"Communication.topic","patternCodeableConcept":{"text":"a"}}""", "topic", """{"text":"a","coding":[{"code":"a"}]}""", Keeps)]
    [InlineData("""{"id":"Communication.topic","patternCodeableConcept":{"coding":[{"system":"http://example.org/letters","code":"a"}]}}""", "topic", """{"coding":[{"code":"z"},{"system":"http://example.org/letters","code":"a","display":"A"}]}""", Keeps)]
    [InlineData("""{"id":"Communication.topic","patternCodeableConcept":{"coding":[{"system":"http://example.org/letters","code":"a"}]}}""", "topic", """{"coding":[{"code":"a"}]}""", "value Communication.topic")]
    public void Fixed_values_and_patterns_are_checked(string element, string name, string value, string expected) => AssertGives(element, name, value, expected);

    [Theory]
    [InlineData("required", """{"coding":[{"system":"http://example.org/other","code":"a"},{"system":"http://example.org/letters","code":"b"}]}""", Keeps)]
    [InlineData("required", """{"coding":[{"system":"http://example.org/letters","code":"c"}]}""", "code-invalid Communication.topic")]
    [InlineData("required", """{"coding":[{"code":"a"}]}""", "code-invalid Communication.topic")]
    [InlineData("required", """{"text":"a"}""", "code-invalid Communication.topic")]
    [InlineData("extensible", """{"coding":[{"system":"http://example.org/letters","code":"c"}]}""", Keeps)]
    [InlineData("example", """{"text":"c"}""", Keeps)]
    public void Required_bindings_are_checked_and_no_others(string strength, string value, string expected) => AssertGives(
        $$"""{"id":"Communication.topic","binding":{"strength":"{{strength}}","valueSet":"http://example.org/ValueSet/ab"} }""", "topic", value, expected);

    [Theory]
    [InlineData("preparation", "code-invalid Communication.status")]
    [InlineData("completed", Keeps)]
    public void A_code_is_checked_against_the_value_set_of_the_profile(string status, string expected) => AssertGives(
        """{"id":"Communication.status","binding":{"strength":"required","valueSet":"https://fhirmessaging.org/fhir/ValueSet/patient-message-status"}}""",
        "status",
        $"\"{status}\"",
        expected);

    [Theory]
    [InlineData("error", "[{\"text\":\"short\"}]", Keeps)]
    [InlineData("error", "[{\"text\":\"short\"},{\"text\":\"far too long\"}]", "invariant Communication.note[1]")]
    [InlineData("warning", "[{\"text\":\"far too long\"}]", Keeps)]
    public void FHIRPath_constraints_are_checked_where_they_stand(string severity, string value, string expected) => AssertGives(
        $$"""{"id":"Communication.note","constraint":[{"key":"no-1","severity":"{{severity}}","human":"A note is short.","expression":"text.length() < 8"}]}""",
        "note",
        value,
        expected);

    [Fact]
    public void A_constraint_is_told_by_its_key_and_its_sentence_and_a_warning_as_a_warning()
    {
        var issues = Validate(
            """{"id":"Communication","constraint":[{"key":"no-2","severity":"warning","human":"A message has a note.","expression":"note.exists()"}]}""", "language", "\"en\"");

        Assert.Equal(
            [new ValidationIssue(OperationOutcome.IssueSeverity.Warning, OperationOutcome.IssueType.Invariant, "no-2: A message has a note.", "Communication")],
            issues);
    }

    [Fact]
    public void A_constraint_that_cannot_be_evaluated_is_told_and_refuses_nothing()
    {
        var issue = Assert.Single(Validate(
            """{"id":"Communication","constraint":[{"key":"no-3","severity":"error","human":"It is one.","expression":"note.text.single() = 'a'"}]}""",
            "note",
            """[{"text":"a"},{"text":"b"}]"""));

        Assert.Equal((OperationOutcome.IssueSeverity.Warning, OperationOutcome.IssueType.Incomplete), (issue.Severity, issue.Code));
    }

    [Theory]
    [InlineData("extension", """[{"url":"http://example.org/unheard-of","valueString":"x"}]""", Keeps)]
    [InlineData("extension", """[{"url":"http://example.org/StructureDefinition/mood","valueCode":"good"}]""", Keeps)]
    [InlineData("extension", """[{"url":"http://example.org/StructureDefinition/mood","valueString":"good"}]""", "structure Communication.extension[0].value")]
    [InlineData("extension", """[{"url":"http://example.org/holder","extension":[{"url":"http://example.org/StructureDefinition/mood","valueCode":"good"}]}]""", Keeps)]
    [InlineData("extension", """[{"url":"http://example.org/other","extension":[{"url":"http://example.org/StructureDefinition/mood","valueCode":"good"}]}]""", "extension Communication.extension[0].extension[0]")]
    [InlineData("identifier", """[{"value":"x","extension":[{"url":"http://example.org/StructureDefinition/mood","valueCode":"good"}]}]""", Keeps)]
    [InlineData("topic", """{"text":"x","extension":[{"url":"http://example.org/StructureDefinition/mood","valueCode":"good"}]}""", "extension Communication.topic.extension[0]")]
    [InlineData("_status", """{"extension":[{"url":"http://example.org/StructureDefinition/mood","valueCode":"good"}]}""", "extension Communication.status.extension[0]")]
    [InlineData("payload", """[{"contentString":"x","extension":[{"url":"http://example.org/StructureDefinition/mood","valueCode":"good"}]}]""", Keeps)]
    [InlineData("payload", """[{"contentReference":{"reference":"Binary/1"},"extension":[{"url":"http://example.org/StructureDefinition/mood","valueCode":"good"}]}]""", "extension Communication.payload[0].extension[0]")]
    [InlineData("modifierExtension", """[{"url":"http://example.org/unheard-of","valueBoolean":true}]""", "extension Communication.modifierExtension[0]")]
    [InlineData("modifierExtension", """[{"url":"http://example.org/StructureDefinition/denies","valueBoolean":true}]""", Keeps)]
    [InlineData("modifierExtension", """[{"url":"http://example.org/StructureDefinition/mood","valueCode":"good"}]""", "extension Communication.modifierExtension[0]")]
    [InlineData("extension", """[{"url":"http://example.org/StructureDefinition/denies","valueBoolean":true}]""", "extension Communication.extension[0]")]
    public void Extensions_are_checked_by_their_own_definition(string name, string value, string expected) =>
        AssertGives("""{"id":"Communication"}""", name, value, expected);

    [Theory]
    [InlineData("open", """[{"system":"s","value":"1"}]""", Keeps)]
    [InlineData("open", """[{"system":"s","value":"1"},{"system":"t"}]""", Keeps)]
    [InlineData("closed", """[{"system":"s","value":"1"},{"system":"t"}]""", "structure Communication.identifier[1]")]
    [InlineData("open", """[{"system":"t"}]""", "required Communication.identifier")]
    [InlineData("open", """[{"system":"s"}]""", "required Communication.identifier[0].value")]
    [InlineData("open", """[{"system":"s","value":"1"},{"system":"s","value":"2"}]""", "structure Communication.identifier")]
    public void Slices_by_a_fixed_value_are_checked(string rules, string value, string expected) => AssertGives(
        $$"""
        {"id":"Communication.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"{{rules}}"} },
        {"id":"Communication.identifier:ours","sliceName":"ours","min":1,"max":"1"},
        {"id":"Communication.identifier:ours.system","fixedUri":"s"},
        {"id":"Communication.identifier:ours.value","min":1}
        """,
        "identifier",
        value,
        expected);

    [Theory]
    [InlineData("pattern", "$this", """{"id":"Communication.category:a","sliceName":"a","max":"1","patternCodeableConcept":{"coding":[{"code":"a"}]}}""", """[{"coding":[{"code":"b"}]},{"coding":[{"code":"a"}]}]""", Keeps)]
    [InlineData("pattern", "$this", """{"id":"Communication.category:a","sliceName":"a","max":"1","patternCodeableConcept":{"coding":[{"code":"a"}]}}""", """[{"coding":[{"code":"a"}],"text":"1"},{"coding":[{"code":"a"}]}]""", "structure Communication.category")]
    [InlineData("value", "coding", """{"id":"Communication.category:a","sliceName":"a","max":"0"},{"id":"Communication.category:a.coding","binding":{"strength":"required","valueSet":"http://example.org/ValueSet/ab"}}""", """[{"coding":[{"system":"http://example.org/letters","code":"b"}]}]""", "structure Communication.category")]
    [InlineData("exists", "text", """{"id":"Communication.category:a","sliceName":"a","max":"1"},{"id":"Communication.category:a.text","min":1}""", """[{"text":"1"},{"text":"2"}]""", "structure Communication.category")]
    [InlineData("exists", "text", """{"id":"Communication.category:a","sliceName":"a","min":1},{"id":"Communication.category:a.text","max":"0"}""", """[{"text":"1"}]""", "required Communication.category")]
    public void Slices_by_pattern_binding_and_presence_are_checked(string type, string path, string slice, string value, string expected) => AssertGives(
        $$"""{"id":"Communication.category","slicing":{"discriminator":[{"type":"{{type}}","path":"{{path}}"}],"rules":"open"} },{{slice}}""", "category", value, expected);

    [Theory]
    [InlineData("""[{"contentString":"long enough"}]""", Keeps)]
    [InlineData("""[{"contentAttachment":{"url":"http://x"}}]""", Keeps)]
    [InlineData("""[{"contentString":"x"}]""", "invariant Communication.payload[0].content")]
    public void Slices_by_type_are_checked(string value, string expected) => AssertGives(
        """
        {"id":"Communication.payload.content[x]","slicing":{"discriminator":[{"type":"type","path":"$this"}],"rules":"open"}},
        {"id":"Communication.payload.content[x]:text","sliceName":"text","type":[{"code":"string"}],"constraint":[{"key":"t-1","severity":"error","human":"Text is long.","expression":"length() > 5"}]}
        """,
        "payload",
        value,
        expected);

    [Fact]
    public void A_profile_on_a_profile_asks_for_both()
    {
        const string Child = """
            {"resourceType":"StructureDefinition","url":"http://example.org/StructureDefinition/child","name":"Child","status":"active","kind":"resource","abstract":false,"type":"Communication",
             "baseDefinition":"http://example.org/StructureDefinition/made-up","differential":{"element":[{"id":"Communication.sent","path":"Communication.sent","min":1}]}}
            """;
        var structures = Structures("""{"id":"Communication.sender","min":1}""", Child);

        var issues = ProfileValidator.Validate(Message("language", "\"en\""), ["http://example.org/StructureDefinition/child"], structures);

        Assert.Equal(["Communication.sender", "Communication.sent"], issues.Select(issue => issue.Expression).Order());
    }

    [Fact]
    public void An_unknown_profile_is_told_as_not_found()
    {
        var issue = Assert.Single(ProfileValidator.ValidateClaims(Message("language", "\"en\""), "http://example.org/nonsense"));

        Assert.Equal((OperationOutcome.IssueType.NotFound, "Communication"), (issue.Code, issue.Expression));
    }

    [Fact]
    public void A_profile_of_another_type_is_told() => Assert.Equal(
        OperationOutcome.IssueType.Invalid,
        Assert.Single(ProfileValidator.ValidateClaims(Message("language", "\"en\""), Fhir.Profiles.Canonicals.MessageTask)).Code);

    [Fact]
    public void A_claim_of_a_profile_we_know_is_checked_and_one_we_do_not_know_is_let_be()
    {
        var issues = ProfileValidator.ValidateClaims(
            Message("meta", """{"profile":["http://example.org/nonsense","https://fhirmessaging.org/fhir/StructureDefinition/patient-message"]}"""));

        Assert.Contains(issues, issue => issue.Expression == "Communication.subject");
        Assert.DoesNotContain(issues, issue => issue.Code == OperationOutcome.IssueType.NotFound);
    }

    [Fact]
    public async Task Many_at_once_get_what_one_gets()
    {
        var structures = Structures("""{"id":"Communication.sender","min":1}""");

        var found = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(
            () => ProfileValidator.Validate(Message("language", "\"en\""), [Profile], structures))));

        Assert.All(found, issues => Assert.Equal("Communication.sender", Assert.Single(issues).Expression));
    }

    private static void AssertGives(string elements, string name, string value, string expected)
    {
        var errors = Validate(elements, name, value).Where(issue => issue.Severity == OperationOutcome.IssueSeverity.Error);

        Assert.Equal(expected == Keeps ? [] : [expected], errors.Select(issue => $"{issue.Code.GetLiteral()} {issue.Expression}"));
    }

    private static ImmutableArray<ValidationIssue> Validate(string elements, string name, string value) =>
        ProfileValidator.Validate(Message(name, value), [Profile], Structures(elements));

    private static StructureCache Structures(string elements, params string[] more)
    {
        var definition = Parse<StructureDefinition>($$"""
            {"resourceType":"StructureDefinition","url":"{{Profile}}","name":"MadeUp","status":"active","kind":"resource","abstract":false,"type":"Communication",
             "baseDefinition":"{{R4Structures.Prefix}}Communication","differential":{"element":[{{Paths(elements)}}]} }
            """);
        return new StructureCache(new InMemoryDefinitions([
            definition, Parse<ValueSet>(OnlyAb), Parse<StructureDefinition>(Mood), Parse<StructureDefinition>(Denies), .. more.Select(Parse<StructureDefinition>)]));
    }

    // The path follows from the id: it is the id without the names of slices.
    private static string Paths(string elements) =>
        Id().Replace(elements, match => $"{match.Value},\"path\":\"{SliceName().Replace(match.Groups["id"].Value, string.Empty)}\"");

    private static Communication Message(string name, string value)
    {
        var status = name == "status" ? string.Empty : "\"status\":\"completed\",";
        return Parse<Communication>($$"""{"resourceType":"Communication",{{status}}"{{name}}":{{value}}}""");
    }

    private static T Parse<T>(string json)
        where T : Resource
    {
        Assert.True(FhirJson.TryParse<T>(Encoding.UTF8.GetBytes(json), out var resource, out var issues), string.Join('\n', issues));
        return resource;
    }

    [GeneratedRegex("\"id\":\"(?<id>[^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex(":[^.]+")]
    private static partial Regex SliceName();
}
