using System.Text;
using System.Text.Json.Nodes;
using Gateway.Patching;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Patching;

public sealed class JsonPatchTests
{
    /// <summary>Patches that fit: operations, the path to look at afterwards, and the JSON that stands there ("" for nothing).</summary>
    public static TheoryData<string, string, string> Fitting => new()
    {
        { """{"op":"add","path":"/medium","value":[{"text":"phone"}]}""", "medium.0.text", "\"phone\"" },
        { """{"op":"add","path":"/note/0","value":{"text":"n"}}""", "note.0.text", "\"n\"" },
        { """{"op":"add","path":"/note/3","value":{"text":"n"}}""", "note.3.text", "\"n\"" },
        { """{"op":"add","path":"/note/-","value":{"text":"n"}}""", "note.3.text", "\"n\"" },
        { """{"op":"add","path":"/status","value":"completed"}""", "status", "\"completed\"" },
        { """{"op":"add","path":"/status","value":"completed","comment":"ignored"}""", "status", "\"completed\"" },
        { """{"op":"remove","path":"/note/1"}""", "note.1.text", "\"zebra-canary c\"" },
        { """{"op":"remove","path":"/note"}""", "note", "" },
        { """{"op":"replace","path":"/note/1/text","value":"n"}""", "note.1.text", "\"n\"" },
        { """{"op":"replace","path":"/note/1","value":{"text":"n"}}""", "note.1.text", "\"n\"" },
        { """{"op":"move","from":"/note/2","path":"/note/0"}""", "note.0.text", "\"zebra-canary c\"" },
        { """{"op":"move","from":"/note/0","path":"/note/2"}""", "note.2.text", "\"zebra-canary a\"" },
        { """{"op":"move","from":"/note/0/text","path":"/note/1/text"},{"op":"remove","path":"/note/0"}""", "note.0.text", "\"zebra-canary a\"" },
        { """{"op":"copy","from":"/note/0","path":"/note/-"}""", "note.3.text", "\"zebra-canary a\"" },
        { """{"op":"copy","from":"/note/0/text","path":"/note/1/text"}""", "note.1.text", "\"zebra-canary a\"" },
        { """{"op":"copy","from":"/note/0","path":"/note/1"},{"op":"replace","path":"/note/1/text","value":"n"}""", "note.0.text", "\"zebra-canary a\"" },
        { """{"op":"test","path":"/status","value":"in-progress"}""", "status", "\"in-progress\"" },
        { """{"op":"test","path":"/meta/tag","value":[{"code":"a","system":"http://example.org"}]}""", "status", "\"in-progress\"" },
        { """{"op":"test","path":"/id","value":"m1"},{"op":"replace","path":"/status","value":"completed"}""", "status", "\"completed\"" },
        { """{"op":"replace","path":"/id","value":"m1"}""", "id", "\"m1\"" },
        { """{"op":"add","path":"/meta/tag/-","value":{"code":"b"}}""", "meta.tag.1.code", "\"b\"" },
    };

    /// <summary>Patches that do not fit this resource, with the place the issue names.</summary>
    public static TheoryData<string, string> Unfitting => new()
    {
        { """{"op":"remove","path":"/medium"}""", "Communication.medium" },
        { """{"op":"remove","path":"/note/3"}""", "Communication.note[3]" },
        { """{"op":"remove","path":"/note/-"}""", "Communication.note" },
        { """{"op":"remove","path":"/note/01"}""", "Communication.note" },
        { """{"op":"remove","path":"/zebra-canary"}""", "Patch[0].path" },
        { """{"op":"remove","path":""}""", "Communication" },
        { """{"op":"add","path":"/note/4","value":{"text":"n"}}""", "Communication.note[4]" },
        { """{"op":"add","path":"/note/first","value":{"text":"n"}}""", "Communication.note" },
        { """{"op":"add","path":"/medium/0/text","value":"zebra-canary"}""", "Communication.medium[0].text" },
        { """{"op":"replace","path":"/note/9","value":{"text":"zebra-canary"}}""", "Communication.note[9]" },
        { """{"op":"replace","path":"/payload/0/contentReference","value":{}}""", "Communication.payload[0].content" },
        { """{"op":"replace","path":"/payload/0/contentString/x","value":{}}""", "Communication.payload[0].content" },
        { """{"op":"replace","path":"/_sent/extension","value":{}}""", "Communication.sent.extension" },
        { """{"op":"move","from":"/medium","path":"/category"}""", "Communication.category" },
        { """{"op":"move","from":"/note","path":"/note/0/x"}""", "Communication.note[0]" },
        { """{"op":"copy","from":"/zebra-canary","path":"/zebra-canary"}""", "Patch[0].from" },
        { """{"op":"test","path":"/status","value":"completed"}""", "Communication.status" },
        { """{"op":"test","path":"/status","value":null}""", "Communication.status" },
        { """{"op":"test","path":"/medium","value":null}""", "Communication.medium" },
        { """{"op":"test","path":"/note/0/text","value":"zebra-canary"}""", "Communication.note[0].text" },
        { """{"op":"test","path":"/status","value":"in-progress"},{"op":"remove","path":"/a"}""", "Patch[1].path" },
    };

    /// <summary>Patches whose result is no valid resource, or another one.</summary>
    public static TheoryData<string, string> Spoiling => new()
    {
        { """{"op":"remove","path":"/status"}""", "Communication.status" },
        { """{"op":"replace","path":"/status","value":"zebra-canary"}""", "Communication.status" },
        { """{"op":"replace","path":"/sent","value":"zebra-canary"}""", "Communication.sent" },
        { """{"op":"add","path":"/payload/0/contentString","value":7}""", "Communication.payload[0].content" },
        { """{"op":"add","path":"/note","value":[]}""", "Communication.note[0]" },
        { """{"op":"add","path":"/zebra-canary","value":"x"}""", "Communication" },
        { """{"op":"replace","path":"","value":"zebra-canary"}""", "resourceType" },
        { """{"op":"replace","path":"","value":{"resourceType":"Basic","id":"m1","code":{"text":"x"}}}""", "resourceType" },
        { """{"op":"replace","path":"/resourceType","value":"zebra-canary"}""", "resourceType" },
        { """{"op":"remove","path":"/resourceType"}""", "resourceType" },
        { """{"op":"add","path":"/note/0/zebra-canary","value":{"x":{"zebra-canary":1}}}""", "Communication.note[0]" },
        { """{"op":"replace","path":"/payload/0","value":{"contentAttachment":{"data":"zebra-canary!"}}}""", "Communication.payload[0].content.data" },
        { """{"op":"replace","path":"/id","value":"zebra-canary"}""", "Communication.id" },
        { """{"op":"remove","path":"/id"}""", "Communication.id" },
        { """{"op":"replace","path":"/meta/versionId","value":"zebra-canary"}""", "Communication.meta.versionId" },
        { """{"op":"remove","path":"/meta/lastUpdated"}""", "Communication.meta.lastUpdated" },
        { """{"op":"remove","path":"/meta"}""", "Communication.meta.versionId" },
    };

    /// <summary>Bodies that are no JSON Patch.</summary>
    public static TheoryData<string, string> Broken => new()
    {
        { "", "Patch" },
        { "zebra-canary", "Patch" },
        { """{"op":"remove","path":"/note"}""", "Patch" },
        { """["zebra-canary"]""", "Patch[0]" },
        { """[null]""", "Patch[0]" },
        { """[{"path":"/note"}]""", "Patch[0].op" },
        { """[{"op":"zebra-canary","path":"/note"}]""", "Patch[0].op" },
        { """[{"op":7,"path":"/note"}]""", "Patch[0].op" },
        { """[{"op":"remove"}]""", "Patch[0].path" },
        { """[{"op":"remove","path":7}]""", "Patch[0].path" },
        { """[{"op":"remove","path":"zebra-canary"}]""", "Patch[0].path" },
        { """[{"op":"remove","path":"/zebra-canary~"}]""", "Patch[0].path" },
        { """[{"op":"remove","path":"/zebra-canary~2"}]""", "Patch[0].path" },
        { """[{"op":"add","path":"/note"}]""", "Patch[0].value" },
        { """[{"op":"replace","path":"/note"}]""", "Patch[0].value" },
        { """[{"op":"test","path":"/note"}]""", "Patch[0].value" },
        { """[{"op":"move","path":"/note"}]""", "Patch[0].from" },
        { """[{"op":"copy","path":"/note","from":"zebra-canary"}]""", "Patch[0].from" },
        { """[{"op":"remove","op":"add","path":"/note","value":1}]""", "Patch" },
        { """[{"op":"test","path":"/note","value":{"zebra-canary":1,"zebra-canary":2}}]""", "Patch" },
        { """[{"op":"test","path":"/note","value":"\ud800"}]""", "Patch" },
        { """[{"op":"test","path":"/note","value":{"\ud800":1}}]""", "Patch" },
        { """[{"op":"remove","path":"/note"}] zebra-canary""", "Patch" },
    };

    [Theory]
    [MemberData(nameof(Fitting))]
    public void What_fits_is_done(string operations, string place, string expected)
    {
        var before = APatch.Stored();

        var after = APatch.Changed(Apply(operations));

        var found = place.Split('.').Aggregate<string, JsonNode?>(APatch.Json(after), (node, step) => node switch
        {
            JsonArray list => list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)],
            JsonObject properties => properties[step],
            _ => null,
        });
        Assert.Equal(expected, found?.ToJsonString() ?? "");
        Assert.True(before.IsExactly(APatch.Stored()));
    }

    [Theory]
    [MemberData(nameof(Unfitting))]
    public void What_does_not_fit_is_refused_with_its_place(string operations, string expression)
    {
        var refused = Assert.IsType<Patched.Refused>(Apply(operations));

        Assert.Equal(expression, Assert.Single(APatch.Discreet(refused.Issues)).Expression);
    }

    [Theory]
    [MemberData(nameof(Spoiling))]
    public void What_would_spoil_the_resource_is_refused(string operations, string expression)
    {
        var refused = Assert.IsType<Patched.Refused>(Apply(operations));

        Assert.Contains(expression, APatch.Discreet(refused.Issues).Select(issue => issue.Expression));
        Assert.All(refused.Issues, issue => Assert.DoesNotContain("line", issue.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_no_patch_is_malformed(string body, string expression)
    {
        var malformed = Assert.IsType<PatchReading.Malformed>(Patches.Read(Patches.JsonPatchMedia, Encoding.UTF8.GetBytes(body)));

        Assert.Equal(expression, Assert.Single(APatch.Discreet(malformed.Issues)).Expression);
    }

    [Fact]
    public void Every_fault_of_a_patch_is_told_at_once()
    {
        var malformed = Assert.IsType<PatchReading.Malformed>(Read("""{"op":"remove"},{"op":"add","path":"/note"},{"op":"x","path":"y"}"""));

        Assert.Equal(["Patch[0].path", "Patch[1].value", "Patch[2].path", "Patch[2].op"], malformed.Issues.Select(issue => issue.Expression));
    }

    [Fact]
    public void A_patch_without_operations_changes_nothing() => Assert.True(APatch.Stored().IsExactly(APatch.Changed(Apply(""))));

    [Fact]
    public void Copies_of_copies_cannot_fill_the_memory()
    {
        var doubling = string.Join(',', Enumerable.Repeat("""{"op":"copy","from":"/note","path":"/note/-"}""", 60));

        Assert.Single(APatch.Discreet(Assert.IsType<Patched.Refused>(Apply(doubling)).Issues));
    }

    [Fact]
    public void Values_moved_into_each_other_cannot_exhaust_the_stack()
    {
        const string Depth = "/note/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0";
        var deep = new StringBuilder().Insert(0, "[", 20).Insert(20, "]", 20);
        var nesting = Enumerable.Range(0, 20).Select(round =>
            $$"""{"op":"move","from":"/note","path":"/x{{round}}"},{"op":"add","path":"/note","value":[{{deep}}]},{"op":"move","from":"/x{{round}}","path":"{{Depth}}"}""");

        var refused = Assert.IsType<Patched.Refused>(Apply(string.Join(',', nesting)));

        Assert.Contains("deep", Assert.Single(APatch.Discreet(refused.Issues)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_operations_are_refused() =>
        Assert.IsType<PatchReading.Malformed>(Read(string.Join(',', Enumerable.Repeat("""{"op":"remove","path":"/note"}""", Patches.MaxOperations + 1))));

    private static PatchReading Read(string operations) => Patches.Read(Patches.JsonPatchMedia, Encoding.UTF8.GetBytes($"[{operations}]"));

    private static Patched Apply(string operations) => APatch.Readable(Read(operations)).Apply(APatch.Stored());
}
