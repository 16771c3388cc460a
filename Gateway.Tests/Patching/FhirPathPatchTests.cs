using System.Diagnostics;
using System.Text;
using Gateway.Patching;
using Gateway.Resources;
using Hl7.Fhir.Model;
using static Gateway.Tests.Patching.FhirPathOperations;
using Part = Hl7.Fhir.Model.Parameters.ParameterComponent;

namespace Gateway.Tests.Patching;

public sealed class FhirPathPatchTests
{
    private const string Path = "Parameters.parameter[0]";

    [Fact]
    public void Add_appends_to_a_list() => Assert.Equal("n", Changed(Add("Communication", "note", new Annotation { Text = "n" })).Note[3].Text);

    [Fact]
    public void Add_starts_a_list() => Assert.Equal("phone", Changed(Add("Communication", "medium", new CodeableConcept { Text = "phone" })).Medium.Single().Text);

    [Fact]
    public void Add_sets_what_does_not_repeat() => Assert.Equal("t", Changed(Add("Communication", "topic", new CodeableConcept { Text = "t" })).Topic!.Text);

    [Fact]
    public void Add_reaches_into_an_element() => Assert.Equal(
        "2026-11-22", Changed(Add("Communication.note.where(text = 'zebra-canary b')", "time", new FhirDateTime("2026-11-22"))).Note[1].Time);

    [Fact]
    public void Add_makes_an_element_that_has_no_type_name_of_its_parts()
    {
        var value = Parts("value", Child("content", new Attachment { ContentType = "text/plain", Title = "t" }), Parts("extension", Child("url", new FhirUri("http://example.org/y")), Child("value", new FhirBoolean(true))));

        var payload = Changed(Add("Communication", "payload", value)).Payload[2];

        Assert.Equal("t", Assert.IsType<Attachment>(payload.Content).Title);
        Assert.Equal("http://example.org/y", Assert.Single(payload.Extension).Url);
    }

    [Fact]
    public void Add_makes_nested_elements_of_nested_parts()
    {
        var task = (Hl7.Fhir.Model.Task)APatch.Parse("""{"resourceType":"Task","id":"t1","status":"requested","intent":"order"}""");
        var value = Parts("value", Child("repetitions", new PositiveInt(2)), Parts("period", Child("end", new FhirDateTime("2026-11-23"))));

        var after = (Hl7.Fhir.Model.Task)APatch.Changed(Patch(Add("Task", "restriction", value)).Apply(task));

        Assert.Equal("2026-11-23", after.Restriction!.Period!.End);
    }

    [Fact]
    public void Add_takes_a_contained_resource() => Assert.Equal(
        "q", Changed(Add("Communication", "contained", new Part { Name = "value", Resource = new Patient { Id = "q" } })).Contained[1].Id);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Insert_puts_at_the_index(int index) => Assert.Equal("n", Changed(Insert("Communication.note", index, new Annotation { Text = "n" })).Note[index].Text);

    [Fact]
    public void Insert_starts_a_list() => Assert.Single(Changed(Insert("Communication.category", 0, new CodeableConcept { Text = "c" })).Category);

    [Fact]
    public void Delete_takes_one_element()
    {
        Assert.Equal(["zebra-canary a", "zebra-canary c"], Changed(Delete("Communication.note[1]")).Note.Select(note => note.Text));
        Assert.Null(Changed(Delete("Communication.priority")).Priority);
        Assert.Null(Changed(Delete("subject.display")).Subject!.Display);
        Assert.Null(Changed(Delete("payload.where(id = 'second').id")).Payload[1].ElementId);
    }

    [Fact]
    public void Delete_of_what_is_not_there_changes_nothing() =>
        Assert.True(APatch.Stored().IsExactly(Changed(Delete("Communication.medium.where(text = 'x')"))));

    [Fact]
    public void Delete_of_all_that_an_element_says_takes_the_element() => Assert.Equal(
        ["zebra-canary b", "zebra-canary c"], Changed(Delete("Communication.note[0].text")).Note.Select(note => note.Text));

    [Fact]
    public void Replace_exchanges_one_element()
    {
        Assert.Equal(EventStatus.Completed, Changed(Replace("Communication.status", new Code("completed"))).Status);
        Assert.Equal("n", Changed(Replace("Communication.note[2]", new Annotation { Text = "n" })).Note[2].Text);
        Assert.IsType<Attachment>(Changed(Replace("Communication.payload.first().content", new Attachment { Title = "t" })).Payload[0].Content);
        Assert.IsType<Attachment>(Changed(Replace("Communication.payload[1].content.ofType(string)", new Attachment { Title = "t" })).Payload[1].Content);
        Assert.Equal("v", ((FhirString)Changed(Replace("extension('http://example.org/x').value", new FhirString("v"))).Extension[0].Value!).Value);
        Assert.Equal("p2", Changed(Replace("contained[0]", new Part { Name = "value", Resource = new Patient { Id = "p2" } })).Contained[0].Id);
    }

    [Theory]
    [InlineData(0, 2, "b c a")]
    [InlineData(2, 0, "c a b")]
    [InlineData(1, 1, "a b c")]
    public void Move_reorders_a_list(int source, int destination, string order) => Assert.Equal(
        order.Split(' '), Changed(Move("Communication.note", source, destination)).Note.Select(note => note.Text![^1..]));

    [Fact]
    public void Operations_see_what_those_before_them_did() => Assert.Equal(
        "again", Changed(Add("Communication", "topic", new CodeableConcept { Text = "t" }), Replace("Communication.topic.text", new FhirString("again"))).Topic!.Text);

    [Fact]
    public void What_does_not_fit_is_refused_with_its_place()
    {
        Refused(Path, Add("Communication.note", "time", new FhirDateTime("2026")));
        Refused(Path, Add("Communication.medium", "text", new FhirString("x")));
        Refused(Path, Add("Patient", "note", new Annotation { Text = "n" }));
        Refused(Path, Add("Communication", "zebra-canary", new FhirString("x")));
        Refused(Path, Add("Communication", "status", new Code("completed")));
        Refused(Path, Add("'zebra-canary'", "extension", new Extension("http://example.org", new FhirString("x"))));
        Refused(Path, Insert("Communication.note", 4, new Annotation { Text = "n" }));
        Refused(Path, Insert("Communication.topic", 0, new CodeableConcept { Text = "t" }));
        Refused(Path, Insert("Communication.note.first()", 0, new Annotation { Text = "n" }));
        Refused(Path, Insert("Communication.payload.extension", 0, new Extension("http://example.org", new FhirString("x"))));
        Refused(Path, Delete("Communication.note"));
        Refused(Path, Delete("Communication"));
        Refused(Path, Delete("'zebra-canary'"));
        Refused(Path, Delete("Communication.note.single()"));
        Refused(Path, Replace("Communication.note", new Annotation { Text = "n" }));
        Refused(Path, Replace("Communication.medium", new CodeableConcept { Text = "n" }));
        Refused(Path, Replace("Communication", new Annotation { Text = "n" }));
        Refused(Path, Move("Communication.note", 0, 3));
        Refused(Path, Move("Communication.note", 3, 0));
        Refused(Path, Move("Communication.medium", 0, 0));
        Refused(Path, Move("Communication.sent", 0, 0));
        Refused("Parameters.parameter[1]", Delete("Communication.note[0]"), Delete("Communication.note"));
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_refused()
    {
        Refused($"{Path}.part[3].value", Add("Communication", "topic", new FhirString(APatch.Canary)));
        Refused($"{Path}.part[2].value", Replace("Communication.status", new FhirString("completed")));
        Refused($"{Path}.part[2].value", Replace("Communication.payload[0].content", new FhirBoolean(true)));
        Refused($"{Path}.part[3].resource", Add("Communication", "topic", new Part { Name = "value", Resource = new Patient() }));
        Refused($"{Path}.part[3]", Add("Communication", "received", Parts("value", Child("id", new FhirString("x")))));
        Refused($"{Path}.part[3].value", Add("Communication", "payload", new FhirString(APatch.Canary)));
        Refused($"{Path}.part[3].part[0].name", Add("Communication", "payload", Parts("value", Child(APatch.Canary, new FhirString("x")))));
        Refused(
            $"{Path}.part[3].part[1].name",
            Add("Communication", "payload", Parts("value", Child("content", new FhirString("x")), Child("content", new FhirString("y")))));
        Refused($"{Path}.part[3].part[0].value", Add("Communication", "payload", Parts("value", Child("content", new FhirBoolean(true)))));
    }

    [Fact]
    public void What_would_spoil_the_resource_is_refused()
    {
        Refused("Communication.status", Delete("Communication.status"));
        Refused("Communication.status", Replace("Communication.status", new Code(APatch.Canary)));
        Refused("Communication.payload[1].content", Delete("Communication.payload[1].content"));
        Refused("Communication.id", Replace("Communication.id", new Id(APatch.Canary)));
        Refused("Communication.id", Delete("Communication.id"));
        Refused("Communication.meta.versionId", Replace("Communication.meta.versionId", new Id("9")));
        Refused("Communication.meta.lastUpdated", Delete("Communication.meta.lastUpdated"));
    }

    [Fact]
    public void What_is_no_patch_is_malformed()
    {
        Malformed("Parameters.parameter");
        Malformed($"{Path}.name", new Part { Name = APatch.Canary });
        Malformed(Path, new Part { Name = "operation", Part = [Words("path", "Communication.note")] });
        Malformed($"{Path}.part[0]", Operation(APatch.Canary, "Communication.note"));
        Malformed($"{Path}.part[1]", Operation("delete", ")" + APatch.Canary));
        Malformed($"{Path}.part[1]", Operation("delete", "Communication.note.first(1)"));
        Malformed($"{Path}.part[1]", Operation("delete", "%resource.note"));
        Malformed($"{Path}.part[1]", Operation("delete", "Communication.descendants()"));
        Malformed($"{Path}.part[1]", Operation("delete", "Communication.repeat(note)"));
        Malformed($"{Path}.part[1]", Operation("delete", "Communication.note.where(text.matches('(a+)+b'))"));
        Malformed($"{Path}.part[1]", Operation("delete", "Communication.subject.resolve()"));
        Malformed($"{Path}.part[1]", Operation("delete", "Communication.note" + new string(' ', 500)));
        Malformed($"{Path}.part[1]", Operation("delete", new string('(', 200) + "note" + new string(')', 200)));
        Malformed(Path, Operation("add", "Communication", Value(new FhirString("x"))));
        Malformed(Path, Operation("add", "Communication", Words("name", "note")));
        Malformed(Path, Operation("insert", "Communication.note", Value(new FhirString("x"))));
        Malformed($"{Path}.part[3]", Insert("Communication.note", -1, new Annotation { Text = "n" }));
        Malformed(Path, Operation("move", "Communication.note", Number("source", 0)));
        Malformed($"{Path}.part[2].name", Operation("delete", "Communication.note", Words(APatch.Canary, "x")));
        Malformed($"{Path}.part[2].name", Operation("delete", "Communication.note", Words("path", APatch.Canary)));
    }

    [Fact]
    public void A_path_cannot_keep_the_server_busy()
    {
        var message = APatch.Stored();
        message.Note.AddRange(Enumerable.Range(0, 2_000).Select(_ => new Annotation { Text = "n" }));
        var nested = string.Concat(Enumerable.Repeat("note.where(", 20)) + "true" + new string(')', 20);
        var watch = Stopwatch.StartNew();

        _ = Patch(Delete(nested)).Apply(message);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Parameters_in_JSON_are_a_patch()
    {
        var body = FhirJson.Serialize(new Parameters { Parameter = [Delete("Communication.note[0]")] });

        Assert.IsType<FhirPathPatch>(Assert.IsType<PatchReading.Readable>(Patches.Read("application/fhir+json", body)).Patch);
        Assert.IsType<PatchReading.Malformed>(Patches.Read("application/fhir+json", FhirJson.Serialize(APatch.Stored())));
        Assert.IsType<PatchReading.Malformed>(Patches.Read("application/fhir+json", Encoding.UTF8.GetBytes("[]")));
    }

    [Theory]
    [InlineData("application/xml-patch+xml")]
    [InlineData("application/merge-patch+json")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public void Other_languages_of_patches_are_named_as_not_taken(string? mediaType) =>
        Assert.Contains(Patches.JsonPatchMedia, Assert.IsType<PatchReading.UnsupportedMedia>(Patches.Read(mediaType, default)).Issue.Sentence, StringComparison.Ordinal);

    private static Communication Changed(params Part[] operations) => (Communication)APatch.Changed(Patch(operations).Apply(APatch.Stored()));

    private static void Refused(string expression, params Part[] operations)
    {
        var refused = Assert.IsType<Patched.Refused>(Patch(operations).Apply(APatch.Stored()));

        Assert.Equal(expression, APatch.Discreet(refused.Issues)[0].Expression);
    }

    private static void Malformed(string expression, params Part[] operations)
    {
        var malformed = Assert.IsType<PatchReading.Malformed>(Patches.Of(new Parameters { Parameter = [.. operations] }));

        Assert.Equal(expression, APatch.Discreet(malformed.Issues)[0].Expression);
    }

    private static Patch Patch(params Part[] operations) => APatch.Readable(Patches.Of(new Parameters { Parameter = [.. operations] }));
}
