using Gateway.Tests.OnCall;
using Gateway.Tests.Support;

namespace Gateway.Tests.Notifications;

/// <summary>One running system for the tests of subscriptions, with a subscriber that may be called though it is on this machine.</summary>
public sealed class TopicsFixture : IAsyncLifetime
{
    private readonly OnCallPolicyFile policy = OnCallPolicyFile.With(repeatSeconds: 1, secondAfterSeconds: 3600);

    internal RunningGateway Gateway { get; private set; } = null!;

    internal Hook Hook { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Hook = await Hook.StartAsync();
        Gateway = await RunningGateway.StartAsync(startGateway: false);
        foreach (var (key, value) in new Dictionary<string, string?>
        {
            ["Topics:EndpointHosts:0"] = "127.0.0.1",
            ["Topics:EndpointHosts:1"] = "localhost",
            ["Topics:SweepSeconds"] = "0.1",
            ["Topics:FirstRetrySeconds"] = "0.2",
            ["Topics:MaxRetrySeconds"] = "0.5",
            ["Topics:ShortestHeartbeatSeconds"] = "1",
            ["Topics:MostPerSubscriber"] = "100",
            ["Topics:MostAtOnce"] = "4",
            // Who hangs does so until a test lets it go.
            ["Topics:LeaseSeconds"] = "300",
            ["Topics:TimeoutSeconds"] = "200",
            ["Policy:File"] = policy.File,
            ["OnCall:SweepSeconds"] = "0.1",
        })
        {
            Gateway.Settings[key] = value;
        }

        await Gateway.StartGatewayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Hook.DisposeAsync();
        policy.Dispose();
    }
}
