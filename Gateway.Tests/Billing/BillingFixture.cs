using System.Text.Json.Nodes;
using Gateway.Tests.Policies;
using Gateway.Tests.Support;

namespace Gateway.Tests.Billing;

/// <summary>A running system whose policy offers online visits, reported by Dr. Lee.</summary>
public sealed class BillingFixture : IAsyncLifetime
{
    private readonly string policyFile = Path.Combine(Path.GetTempPath(), $"policy-{Guid.NewGuid():N}.json");

    internal RunningGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var policy = APolicy.Named("visits-1")
            .Set("/evisits/offered", true)
            .Set("/evisits/consent", JsonNode.Parse(
                """{ "agreement": { "version": "1", "texts": { "en": { "title": "Online visits", "address": "https://clinic.example/visits" } } }, "validDays": 365 }"""));
        policy["evisits"]!["families"]![0]!["performers"] = new JsonArray("Practitioner/dr-lee");
        await File.WriteAllTextAsync(policyFile, policy.ToJsonString());
        Gateway = await RunningGateway.StartAsync(startGateway: false);
        Gateway.Settings["Policy:File"] = policyFile;
        await Gateway.StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        File.Delete(policyFile);
    }
}
