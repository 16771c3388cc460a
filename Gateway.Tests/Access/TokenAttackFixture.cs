using Gateway.Tests.Access.Issuers;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Access;

/// <summary>A gateway that trusts several issuers, one of them the test's own, and a message to steal.</summary>
public sealed class TokenAttackFixture : IAsyncLifetime
{
    internal const string Secret = "The rash is back, and the marmalade canary sings.";

    internal RunningGateway Gateway { get; private set; } = null!;

    /// <summary>The issuer whose tokens are forged.</summary>
    internal FakeIssuer Issuer { get; private set; } = null!;

    /// <summary>Another that is trusted as well.</summary>
    internal FakeIssuer Other { get; private set; } = null!;

    /// <summary>Where a forger lays keys of his own.</summary>
    internal FakeIssuer Forger { get; private set; } = null!;

    internal string MessageId { get; private set; } = string.Empty;

    /// <summary>What is answered to somebody who brings no token at all.</summary>
    internal Answer Stranger { get; private set; } = null!;

    internal AToken Good() => AToken.Of(Issuer, Gateway.FhirBase);

    public async ValueTask InitializeAsync()
    {
        (Issuer, Other, Forger) = (await FakeIssuer.StartAsync(), await FakeIssuer.StartAsync(), await FakeIssuer.StartAsync());
        Gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Access:Issuers:1:Issuer"] = Issuer.Url,
            ["Access:Issuers:1:RequireHttpsMetadata"] = "false",
            ["Access:Issuers:2:Issuer"] = Other.Url,
            ["Access:Issuers:2:RequireHttpsMetadata"] = "false",
        }));
        var made = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", Secret), await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));
        Assert.Equal(201, made.Status);
        MessageId = made.Id;
        Stranger = await Gateway.GetAsync($"Communication/{MessageId}", null);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Issuer.DisposeAsync();
        await Other.DisposeAsync();
        await Forger.DisposeAsync();
    }
}
