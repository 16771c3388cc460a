using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Clients;

/// <summary>The validator that judges the answers of the whole suite sees what is wrong, wherever it stands.</summary>
public sealed class AnswerValidationTests : IDisposable
{
    private static readonly string[] Findings =
        ["additional properties: colour", "allowed values", "no resource of R4", "per-1", "dom-3", "ref-1", "bdl-1", "txt-1"];

    private readonly string folder = Directory.CreateTempSubdirectory("answers-").FullName;

    [Fact]
    public async Task Wrong_answers_are_found_and_right_ones_are_not()
    {
        Keep("right", AMessage.From("susie", "susie").With("text", Narrative("<p>Knee</p>")));
        Keep("bundle", Searchset(AMessage.From("susie", "susie")));
        Keep("unknown-element", Searchset(AMessage.From("susie", "susie").With("colour", "red")));
        Keep("unknown-code", Searchset(AMessage.From("susie", "susie")).With("type", "pile"));
        Keep("unknown-type", new JsonObject { ["resourceType"] = "Letter" });
        Keep("period", Searchset(AMessage.From("susie", "susie").With("identifier", new JsonArray(new JsonObject
        {
            ["period"] = new JsonObject { ["start"] = "2026-05-02", ["end"] = "2026-05-01" },
        }))));
        Keep("unreferenced", AMessage.From("susie", "susie").With("contained", new JsonArray(AMessage.From("susie", "susie").With("id", "x"))));
        Keep("contained", AMessage.From("susie", "susie").With("sender", AMessage.Ref("#her")));
        Keep("total", new JsonObject { ["resourceType"] = "Bundle", ["type"] = "batch-response", ["total"] = 1 });
        Keep("markup", AMessage.From("susie", "susie").With("text", Narrative("<script>alert(1)</script>")));

        var run = await NodeRun.OfAsync("validate-answers.mjs", args: folder);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal("2 passed, 8 failed", run.Output[^1]);
        Assert.All(Findings, finding => Assert.Contains(run.Output, line => line.Contains(finding, StringComparison.Ordinal)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static JsonObject Narrative(string markup) =>
        new() { ["status"] = "generated", ["div"] = $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{markup}</div>" };

    private static JsonObject Searchset(JsonObject resource) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "searchset",
        ["entry"] = new JsonArray(new JsonObject { ["resource"] = resource }),
    };

    private void Keep(string name, JsonObject body) => File.WriteAllText(Path.Combine(folder, $"GET-200-{name}.json"), body.ToJsonString());
}
