using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Access.Issuers;

/// <summary>Tokens of an Entra ID tenant, which a local authority plays, through the front door.</summary>
public sealed class EntraTests : IAsyncLifetime
{
    private const string Registration = "0d3c1f3e-52a4-4d0b-9f0b-6d1b1c9f4a77";

    private FakeIssuer entra = null!;
    private RunningGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        entra = await FakeIssuer.StartAsync();
        gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Access:Issuers:1:Kind"] = "EntraId",
            ["Access:Issuers:1:Issuer"] = entra.EntraIssuer,
            ["Access:Issuers:1:Audience"] = Registration,
            ["Access:Issuers:1:RequireHttpsMetadata"] = "false",
            ["Access:Issuers:1:FhirUserClaim"] = "extn.fhirUser",
            ["Access:Issuers:1:Grants:0:AppRole"] = "Messages.Read.All",
            ["Access:Issuers:1:Grants:0:Gives"] = "system/Communication.rs",
            ["Access:Issuers:1:Grants:1:DelegatedScope"] = "messages.read",
            ["Access:Issuers:1:Grants:1:Gives"] = "user/Communication.rs user/Task.rs",
            ["Access:Issuers:1:Grants:2:UserRole"] = "Message.Reviewer",
            ["Access:Issuers:1:Grants:2:Gives"] = "gateway/review",
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await entra.DisposeAsync();
    }

    [Fact]
    public async Task An_application_has_what_its_roles_are_mapped_to()
    {
        var message = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        var token = OfApplication("Messages.Read.All").Signed();
        Assert.Equal(200, (await gateway.GetAsync($"Communication/{message.Id}", token)).Status);
        Assert.Equal(403, (await gateway.GetAsync("Task", token)).Status);
        Assert.Equal(403, (await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token)).Status);
    }

    [Theory]
    [InlineData("Messages.Write.All")]
    [InlineData("messages.read.all")]
    [InlineData("system/Communication.rs")]
    [InlineData("messages.read")]
    [InlineData("Message.Reviewer")]
    public async Task A_role_that_is_not_mapped_gives_nothing(string role) =>
        Assert.Equal(403, (await gateway.GetAsync("Communication", OfApplication(role).Signed())).Status);

    [Fact]
    public async Task A_person_has_what_was_delegated_and_not_the_rights_of_an_application_of_that_role()
    {
        var message = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        // No care team names her: as a person she has no chart, as an application she would have all.
        var token = OfPerson("messages.read", "Messages.Read.All").With("extn.fhirUser", "Practitioner/desk-park").Signed();
        Assert.Equal(200, (await gateway.GetAsync("Communication", token)).Status);
        Assert.Equal(404, (await gateway.GetAsync($"Communication/{message.Id}", token)).Status);
        Assert.Equal(403, (await gateway.GetAsync("Communication", OfPerson("profile openid", "Messages.Read.All").Signed())).Status);
    }

    [Fact]
    public async Task A_role_of_a_person_can_make_her_a_reviewer()
    {
        var held = await gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith", "My neighbour Walter has had chest pain since noon, what should he do?"),
            await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));
        Assert.Equal("on-hold", (string?)held.Json["status"]);

        Assert.Equal(404, (await gateway.GetAsync($"Communication/{held.Id}", OfPerson("messages.read").Signed())).Status);
        Assert.Equal(200, (await gateway.GetAsync($"Communication/{held.Id}", OfPerson("messages.read", "Message.Reviewer").Signed())).Status);
    }

    [Fact]
    public async Task A_token_of_another_tenant_is_refused()
    {
        var other = Guid.NewGuid().ToString();
        foreach (var token in (AToken[])
        [
            OfApplication("Messages.Read.All").With("iss", entra.EntraIssuer.Replace(FakeIssuer.Tenant, other, StringComparison.Ordinal)),
            OfApplication("Messages.Read.All").With("iss", entra.EntraIssuer.Replace(FakeIssuer.Tenant, other, StringComparison.Ordinal)).With("tid", other),
            OfApplication("Messages.Read.All").With("tid", other),
            OfApplication("Messages.Read.All").Without("tid"),
            OfApplication("Messages.Read.All").With("iss", entra.Url),
            OfApplication("Messages.Read.All").With("iss", $"https://sts.windows.net/{FakeIssuer.Tenant}/"),
        ])
        {
            AssertRefused(await gateway.GetAsync("Communication", token.Signed()));
        }
    }

    [Fact]
    public async Task So_is_one_for_another_registration_or_of_two_kinds_at_once_or_that_grants_nothing_at_all()
    {
        foreach (var token in (AToken[])
        [
            OfApplication("Messages.Read.All").With("aud", gateway.FhirBase),
            OfApplication("Messages.Read.All").With("aud", "00000003-0000-0000-c000-000000000000"),
            OfPerson("messages.read").With("idtyp", "app"),
            OfApplication("Messages.Read.All").Without("roles"),
            OfApplication("Messages.Read.All").With("exp", 1_700_000_000),
        ])
        {
            AssertRefused(await gateway.GetAsync("Communication", token.Signed()));
        }
    }

    private AToken OfApplication(params string[] roles) => AToken.Of(entra, Registration)
        .Headed("typ", "JWT")
        .Without("scope").Without("patient").Without("client_id")
        .With("iss", entra.EntraIssuer).With("tid", FakeIssuer.Tenant)
        .With("azp", "portal-backend").With("idtyp", "app")
        .With("roles", new JsonArray([.. roles.Select(role => JsonValue.Create(role))]));

    private AToken OfPerson(string scopes, params string[] roles) => OfApplication(roles)
        .With("idtyp", "user").With("scp", scopes).With("extn.fhirUser", "Practitioner/dr-lee");

    private static void AssertRefused(Answer answer)
    {
        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }
}
