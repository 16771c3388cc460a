using Gateway.Storage;
using Gateway.Tests.SignIn;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Audit;

/// <summary>A system that signs in leaves one event, whether it gets its token or not; what went wrong stands there and not in the answer.</summary>
public sealed class SignInEventTests(GatewayFixture fixture) : TrailContract(fixture)
{
    [Fact]
    public async Task A_token_that_is_given_is_recorded()
    {
        using var system = await RegisteredAsync();

        Assert.Equal(200, (await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl())))).Status);

        var entry = Assert.Single(await SignInsOfAsync(system.Id));
        Assert.Equal((AuditAction.Login, AuditOutcome.Done, (string?)null), (entry.Action, entry.Outcome, entry.Why));
        var found = await EventAsync(entry);
        Assert.Equal("110122", found.Subtype.Single().Code);
        Assert.Equal(Hl7.Fhir.Model.AuditEvent.AuditEventOutcome.N0, found.Outcome);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_recorded_with_the_reason_that_the_client_is_not_told()
    {
        using var system = await RegisteredAsync();
        var assertion = system.Assertion(Gateway.TokenUrl());
        await Gateway.AskForTokenAsync(ASystem.Form(assertion));

        var again = await Gateway.AskForTokenAsync(ASystem.Form(assertion));
        var tooMuch = await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl()), "system/Task.rs"));

        Assert.Equal((401, "{\"error\":\"invalid_client\"}"), (again.Status, again.Body));
        Assert.Equal(400, tooMuch.Status);
        var entries = await SignInsOfAsync(system.Id);
        Assert.Equal([null, "replayed", "invalid_scope"], entries.Select(entry => entry.Why));
        Assert.Equal("denied: replayed", (await EventAsync(entries[1])).OutcomeDesc);
    }

    [Fact]
    public async Task Somebody_unknown_is_recorded_as_a_known_one_with_a_wrong_key()
    {
        using var stranger = new ASystem();
        using var nameless = new ASystem { Id = "no client is called\nlike this" };

        await Gateway.AskForTokenAsync(ASystem.Form(stranger.Assertion(Gateway.TokenUrl())));
        await Gateway.AskForTokenAsync(ASystem.Form(nameless.Assertion(Gateway.TokenUrl())));

        Assert.Equal("client", Assert.Single(await SignInsOfAsync(stranger.Id)).Why);
        Assert.Empty(await SignInsOfAsync(nameless.Id));
        Assert.Contains(await SignInsOfAsync("unknown"), entry => entry.Why == "client");
    }

    private async Task<ASystem> RegisteredAsync()
    {
        var system = new ASystem();
        Assert.Equal(201, (await Gateway.AdminAsync(HttpMethod.Post, string.Empty, system.Registration(), await Gateway.OperatorAsync())).Status);
        return system;
    }

    private async Task<List<AuditEntry>> SignInsOfAsync(string client)
    {
        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(Cancellation);
        return await db.Audit.AsNoTracking()
            .Where(entry => entry.Client == client && entry.Action == AuditAction.Login)
            .OrderBy(entry => entry.Sequence)
            .ToListAsync(Cancellation);
    }
}
