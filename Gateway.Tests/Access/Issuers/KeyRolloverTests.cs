using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Access.Issuers;

public sealed class KeyRolloverTests : IAsyncLifetime
{
    private FakeIssuer issuer = null!;
    private RunningGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await FakeIssuer.StartAsync();
        gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Access:Issuers:0:Issuer"] = issuer.Url }));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task The_first_token_under_a_new_key_is_taken_and_the_old_key_no_longer()
    {
        Assert.Equal(200, await StatusAsync(AToken.Of(issuer, gateway.FhirBase)));
        var old = AToken.Of(issuer, gateway.FhirBase);
        issuer.Roll();

        Assert.Equal(200, await StatusAsync(AToken.Of(issuer, gateway.FhirBase)));
        Assert.Equal(401, await StatusAsync(old.With("jti", "2")));
        Assert.Equal(2, issuer.KeysRead);
    }

    [Fact]
    public async Task Forged_tokens_do_not_make_the_gateway_ask_for_keys_all_the_time()
    {
        await using var forger = await FakeIssuer.StartAsync();
        Assert.Equal(200, await StatusAsync(AToken.Of(issuer, gateway.FhirBase)));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(401, await StatusAsync(AToken.Of(issuer, gateway.FhirBase).With("jti", i).SignedBy(forger.Key)));
        }

        Assert.InRange(issuer.KeysRead, 1, 2);
    }

    private async Task<int> StatusAsync(AToken token) => (await gateway.GetAsync("Communication", token.Signed())).Status;
}
