using System.Text;
using System.Text.Json.Nodes;
using Fhir.Profiles;
using Gateway.Interactions;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Conformance;

/// <summary>A running system that keeps one example of each served type, under an id that is the same for all.</summary>
public sealed class StoredExamples : IAsyncLifetime
{
    public const string Id = "walked";

    private const string Chart = "susie-smith";

    internal RunningGateway Gateway { get; private set; } = null!;

    public string Token { get; private set; } = string.Empty;

    /// <summary>An example of the type, as stored.</summary>
    public static JsonObject Of(string type)
    {
        var example = ExampleLibrary.All.Where(example => example.IsValid)
            .Select(example => JsonNode.Parse(example.Content.Span)!.AsObject())
            .First(content => (string?)content["resourceType"] == type);
        example["id"] = Id;
        example["meta"] = new JsonObject { ["versionId"] = "1", ["lastUpdated"] = "2026-11-22T10:00:00Z" };
        return example;
    }

    public async ValueTask InitializeAsync()
    {
        Gateway = await RunningGateway.StartAsync();
        Token = await Gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync();
        db.Resources.AddRange(ServedTypes.All.Where(type => !ServedTypes.IsOfTrail(type.Name)).Select((type, i) => new StoredResource
        {
            // Far above what the gateway counts to here.
            Sequence = 1_000_000_000 + i,
            ResourceType = type.Name,
            ResourceId = Id,
            Version = 1,
            LastUpdated = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero),
            Occurred = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero),
            Chart = type.ChartElement is null ? null : Chart,
            Content = Encoding.UTF8.GetBytes(Of(type.Name).ToJsonString()),
        }));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
