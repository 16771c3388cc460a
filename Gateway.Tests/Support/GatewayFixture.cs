namespace Gateway.Tests.Support;

/// <summary>One running system for the tests of a class.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    internal RunningGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await RunningGateway.StartAsync();

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
