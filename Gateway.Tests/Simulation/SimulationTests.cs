using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Policies;
using Gateway.Tests.Policies.Versions;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Simulation;

/// <summary>A policy is tried on messages before it is put in force.</summary>
public sealed class SimulationTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Refill = "I need a refill of my lisinopril please, I have three tablets left.";

    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task It_tells_which_stored_messages_would_fare_differently_and_not_a_word_of_them()
    {
        var token = await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        var refill = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", Refill), token);
        var held = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "My husband has a rash all over his back."), token);
        Assert.Equal((201, "on-hold"), (refill.Status, (string?)held.Json["status"]));
        var number = await Gateway.DraftAsync(Fresh().Set("/routing/byIntent/refill", "CareTeam/refills-by-phone"));

        var report = await Gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$simulate?days=1&most=1000");

        Assert.Equal(200, report.Status);
        Assert.Equal("default-1", (string?)report.Json["against"]);
        var change = report.Json["changes"]!.AsArray().Single(one => (string?)one!["message"] == refill.Id)!;
        Assert.Equal(("CareTeam/pool-refill", "CareTeam/refills-by-phone"), ((string?)change["before"]!["pool"], (string?)change["after"]!["pool"]));
        Assert.NotEmpty(change["rules"]!.AsArray());
        Assert.DoesNotContain(report.Json["changes"]!.AsArray(), one => (string?)one!["message"] == held.Id);
        Assert.Contains(report.Json["before"]!.AsArray(), count => (string?)count!["outcome"] == "hold" && (string?)count["reason"] == "about-someone-else");
        Assert.Equal((int)report.Json["messages"]!, report.Json["after"]!.AsArray().Sum(count => (int)count!["count"]!));
        foreach (var word in (string[])["susie", "lisinopril", "rash", "Patient/"])
        {
            Assert.DoesNotContain(word, report.Body, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal("default-1", (string?)(await Gateway.InForceAsync())["version"]);
        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.True(await db.Audit.AnyAsync(entry => entry.Query == $"policies/{number}/$simulate", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Messages_can_be_sent_along_and_nothing_of_them_is_stored()
    {
        var number = await Gateway.DraftAsync(Fresh()
            .Set("/subjects/someoneElseWithChart", "hold")
            .Set("/practitioners/Practitioner~1dr-lee/routing/byIntent", JsonNode.Parse("""{ "refill": "CareTeam/lee-refills" }""")));
        var before = await CountAsync();
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "collection",
            ["entry"] = new JsonArray(
                Entry(AMessage.From("susie-smith", "susie-smith", "Johnny got a fever today")),
                Entry(AMessage.From("susie-smith", "susie-smith", Refill).With("recipient", new JsonArray(AMessage.Ref("Practitioner/dr-lee")))),
                Entry(AMessage.From("susie-smith", "susie-smith")),
                Entry(AMessage.From("susie-smith", "susie-smith").With("status", "entered-in-error"))),
        };

        var report = (await Gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$simulate", bundle, contentType: "application/fhir+json")).Json;

        Assert.Equal((3, 1, 2), ((int)report["messages"]!, (int)report["notJudged"]!, (int)report["changed"]!));
        var changes = report["changes"]!.AsArray();
        Assert.Equal(("supplied[0]", "refuse", "hold"), ((string?)changes[0]!["message"], (string?)changes[0]!["before"]!["outcome"], (string?)changes[0]!["after"]!["outcome"]));
        Assert.Equal(("CareTeam/lee-refills", "Practitioner/dr-lee"), ((string?)changes[1]!["after"]!["pool"], (string?)changes[1]!["after"]!["override"]));
        Assert.Contains("policy.practitioner", changes[1]!["rules"]!.AsArray().Select(rule => (string?)rule));
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task It_ends_at_the_number_of_messages_that_is_asked_for()
    {
        var token = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz");
        for (var i = 0; i < 3; i++)
        {
            await Gateway.PostAsync(AMessage.From("ana-diaz", "ana-diaz"), token);
        }

        var report = (await Gateway.PoliciesAsync(HttpMethod.Post, $"/{await Gateway.DraftAsync(Fresh())}/$simulate?days=90&most=2")).Json;

        Assert.Equal((2, true, 0), ((int)report["messages"]!, (bool)report["truncated"]!, (int)report["changed"]!));
    }

    [Theory]
    [InlineData("/1/$simulate", null, 400)]
    [InlineData("/1/$simulate?days=91", null, 400)]
    [InlineData("/1/$simulate?days=x", null, 400)]
    [InlineData("/1/$simulate?days=1&most=1001", null, 400)]
    [InlineData("/9999/$simulate?days=1", null, 404)]
    [InlineData("/1/$simulate", """{ "resourceType": "Patient" }""", 400)]
    [InlineData("/1/$simulate", """{ "resourceType": "Communication", "colour": "blue" }""", 400)]
    [InlineData("/1/$simulate", """{ "resourceType": "Bundle", "type": "collection" }""", 400)]
    public async Task What_cannot_be_tried_is_refused(string path, string? body, int status)
    {
        var answer = await Gateway.PoliciesAsync(HttpMethod.Post, path, body is null ? null : JsonNode.Parse(body), contentType: "application/fhir+json");

        Assert.Equal(status, answer.Status);
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
    }

    private static JsonObject Fresh() => APolicy.Named($"p-{Guid.NewGuid():N}");

    private static JsonObject Entry(JsonObject resource) => new() { ["resource"] = resource };

    private async Task<int> CountAsync()
    {
        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Resources.CountAsync(TestContext.Current.CancellationToken);
    }
}
