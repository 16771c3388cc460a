using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Clients;

/// <summary>The API documents as other people's tools read them.</summary>
public sealed class OpenApiTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("fhir")]
    [InlineData("operations")]
    public async Task A_linter_finds_no_error(string document)
    {
        var answer = await RunAsync("openapi.lint.mjs", $"{fixture.Gateway.Url}openapi/{document}.json");

        Assert.Empty(answer["errors"]!.AsArray().Select(error => (string?)error));
    }

    [Fact]
    public async Task A_generated_client_sends_and_reads_a_message()
    {
        var answer = await RunAsync(
            "openapi.client.mjs",
            $"{fixture.Gateway.Url}openapi/fhir.json",
            fixture.Gateway.FhirBase,
            await fixture.Gateway.Ehr.TokenAsync("susie-smith"));

        Assert.Equal(
            JsonNode.Parse(
                """
                {
                  "created": 201, "read": 200, "text": "I need a refill of my lisinopril please, I have three tablets left.",
                  "found": 1, "refused": 422, "reason": "about-someone-else"
                }
                """)!.ToJsonString(),
            answer.ToJsonString());
    }

    // The last line of a script's output is its answer.
    private static async Task<JsonNode> RunAsync(string script, params string[] args)
    {
        // Redocly tells its makers about each run unless it is asked not to.
        var quiet = new Dictionary<string, string> { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" };
        var run = await NodeRun.OfAsync(script, quiet, args);
        Assert.True(run.ExitCode == 0, $"{run.Error}\n{string.Join('\n', run.Output)}");
        return JsonNode.Parse(run.Output[^1])!;
    }
}
