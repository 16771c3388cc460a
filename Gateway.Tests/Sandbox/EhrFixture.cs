using Gateway.Tests.Support;

namespace Gateway.Tests.Sandbox;

/// <summary>One EHR for the tests of a class that only add to it.</summary>
public sealed class EhrFixture : IAsyncLifetime
{
    internal RunningEhr Ehr { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Ehr = await RunningEhr.StartAsync();

    public ValueTask DisposeAsync() => Ehr.DisposeAsync();
}
