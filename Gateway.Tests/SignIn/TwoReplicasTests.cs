using System.Text;
using System.Text.Json.Nodes;
using Gateway.SignIn.Clients;
using Gateway.Tests.Support;

namespace Gateway.Tests.SignIn;

/// <summary>Two processes on one database are one token endpoint.</summary>
public sealed class TwoReplicasTests(TwoGateways gateways) : IClassFixture<TwoGateways>, IAsyncLifetime
{
    private readonly ASystem system = new();

    private string TokenUrl => gateways.FhirBase.Replace("/fhir", "/oauth2/token", StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        await gateways.StartedAsync();
        Assert.Equal(201, (await AdminAsync(HttpMethod.Post, "admin/clients", system.Registration("system/Communication.rs"))).Status);
    }

    public ValueTask DisposeAsync()
    {
        system.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_assertion_that_one_took_the_other_refuses()
    {
        await KnownToAsync(1);
        var form = ASystem.Form(system.Assertion(TokenUrl));

        Assert.Equal(200, (await AskAsync(0, form)).Status);
        var again = await AskAsync(1, form);

        Assert.Equal((401, """{"error":"invalid_client"}"""), (again.Status, again.Body));
    }

    [Fact]
    public async Task Of_many_who_show_both_the_same_assertion_a_single_one_gets_a_token()
    {
        await KnownToAsync(1);
        for (var round = 0; round < 5; round++)
        {
            var form = ASystem.Form(system.Assertion(TokenUrl));

            var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => AskAsync(i % 2, form)));

            Assert.Single(answers, answer => answer.Status == 200);
            Assert.Equal(31, answers.Count(answer => answer.Status == 401));
        }
    }

    [Fact]
    public async Task A_token_of_one_is_taken_by_the_other()
    {
        var token = (string)(await AskAsync(0, ASystem.Form(system.Assertion(TokenUrl)))).Json["access_token"]!;

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(200, (await gateways.SendAsync(HttpMethod.Get, "Communication", token)).Status);
        }
    }

    [Fact]
    public async Task A_client_that_is_disabled_at_one_is_known_to_the_other_within_seconds()
    {
        await KnownToAsync(1);
        var disabled = system.Registration("system/Communication.rs");
        disabled["disabled"] = true;

        Assert.Equal(200, (await AdminAsync(HttpMethod.Put, $"admin/clients/{system.Id}", disabled)).Status);

        Assert.Equal(401, (await AskAsync(0, ASystem.Form(system.Assertion(TokenUrl)))).Status);
        await Task.Delay(ClientRegistry.KeptFor + TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(401, (await AskAsync(1, ASystem.Form(system.Assertion(TokenUrl)))).Status);
    }

    // Registered at the first one, a client is new to the other for a moment.
    private async Task KnownToAsync(int which)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if ((await AskAsync(which, ASystem.Form(system.Assertion(TokenUrl)))).Status == 200)
            {
                return;
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The client was not known to the other process.");
    }

    private Task<Answer> AskAsync(int which, Dictionary<string, string> form) =>
        gateways.CallAsync(which, HttpMethod.Post, "oauth2/token", new FormUrlEncodedContent(form));

    private async Task<Answer> AdminAsync(HttpMethod method, string path, JsonObject body) => await gateways.CallAsync(
        0, method, path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), await gateways.Ehr.TokenAsync("dr-lee", scope: "gateway/operate"));
}
