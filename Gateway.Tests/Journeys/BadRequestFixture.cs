using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Journeys;

/// <summary>A running system with what the bad requests are about: drafts, what is active, what is gone, what is in another chart.</summary>
public sealed class BadRequestFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Task<string>> tokens = new();

    internal RunningGateway Gateway { get; private set; } = null!;

    /// <summary>The token of one of the data file's callers; null for none.</summary>
    internal Task<string>? TokenOf(string caller) => caller == "none" ? null : tokens.GetOrAdd(caller, named => named switch
    {
        "susie" => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds"),
        "read-only" => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.rs"),
        "create-only" => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.c"),
        "system" => Gateway.Ehr.TokenAsync("system", scope: "system/*.cruds"),
        "nonsense" => Task.FromResult("zebra-canary"),
        "expired" => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", expiresIn: -3600),
        "elsewhere" => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", audience: "https://elsewhere.example/fhir"),
        _ => throw new ArgumentOutOfRangeException(nameof(caller), named, "No such caller."),
    });

    /// <summary>How much is stored: resources, their former versions, and what waits for the EHR or was sent.</summary>
    internal async Task<(int Resources, int Former, int Outbox)> StoredAsync()
    {
        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return (
            await db.Resources.CountAsync(TestContext.Current.CancellationToken),
            await db.History.CountAsync(TestContext.Current.CancellationToken),
            await db.Outbox.CountAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask InitializeAsync()
    {
        Gateway = await RunningGateway.StartAsync();
        await PutAsync("bad-draft", BadRequest.ARequest());
        await PutAsync("bad-active", BadRequest.ARequest().With("status", "active"));
        await PutAsync("bad-forbids", BadRequest.ARequest().With("status", "active").With("doNotPerform", true));
        await PutAsync("bad-marks", BadRequest.ARequest().With("subject", AMessage.Ref("Patient/mark-smith")));
        await PutAsync("bad-gone", BadRequest.ARequest());
        await PutAsync("bad-once", Named("once"));
        await PutAsync("bad-twice-1", Named("twice"));
        await PutAsync("bad-twice-2", Named("twice"));
        await PutAsync("bad-message", AMessage.From("susie-smith", "susie-smith"), "susie");
        await PutAsync("bad-consent", new JsonObject
        {
            ["resourceType"] = "Consent",
            ["status"] = "active",
            ["scope"] = new JsonObject { ["text"] = "z" },
            ["category"] = new JsonArray(new JsonObject { ["text"] = "z" }),
            ["patient"] = AMessage.Ref("Patient/susie-smith"),
            ["policyRule"] = new JsonObject { ["text"] = "z" },
        });
        var system = await TokenOf("system")!;
        var gone = await Gateway.SendAsync(HttpMethod.Delete, "CommunicationRequest/bad-gone", system);
        var used = await Gateway.SendAsync(
            HttpMethod.Post, "CommunicationRequest", system, BadRequest.ARequest().ToJsonString(), headers: ("Idempotency-Key", "bad-used"));
        Assert.Equal((204, 201), (gone.Status, used.Status));
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private async Task PutAsync(string id, JsonObject resource, string caller = "system")
    {
        var answer = await Gateway.SendAsync(
            HttpMethod.Put, $"{(string)resource["resourceType"]!}/{id}", await TokenOf(caller)!, resource.With("id", id).ToJsonString());
        Assert.True(answer.Status == 201, answer.Body);
    }

    private static JsonObject Named(string name) => BadRequest.ARequest()
        .With("identifier", new JsonArray(new JsonObject { ["system"] = "urn:clinic:requests", ["value"] = name }));
}
