using System.Text.Json.Nodes;
using Gateway.Tests.Policies.Versions;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Access.Issuers;

/// <summary>Tokens of an Entra ID tenant, which a local authority plays, through the front door.</summary>
public sealed class EntraTests(EntraTests.Tenant tenant) : IClassFixture<EntraTests.Tenant>
{
    private const string Registration = "0d3c1f3e-52a4-4d0b-9f0b-6d1b1c9f4a77";

    private FakeIssuer Entra => tenant.Entra;

    private RunningGateway Gateway => tenant.Gateway;

    [Fact]
    public async Task An_application_has_what_its_roles_are_mapped_to()
    {
        var message = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        var token = OfApplication("Messages.Read.All").Signed();
        Assert.Equal(200, (await Gateway.GetAsync($"Communication/{message.Id}", token)).Status);
        Assert.Equal(403, (await Gateway.GetAsync("Task", token)).Status);
        Assert.Equal(403, (await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token)).Status);
    }

    [Theory]
    [InlineData("Messages.Write.All")]
    [InlineData("messages.read.all")]
    [InlineData("system/Communication.rs")]
    [InlineData("messages.read")]
    [InlineData("Message.Reviewer")]
    public async Task A_role_that_is_not_mapped_gives_nothing(string role) =>
        Assert.Equal(403, (await Gateway.GetAsync("Communication", OfApplication(role).Signed())).Status);

    [Fact]
    public async Task A_person_has_what_was_delegated_and_not_the_rights_of_an_application_of_that_role()
    {
        var message = await Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));

        // No care team names her: as a person she has no chart, as an application she would have all.
        var token = OfPerson("messages.read", "Messages.Read.All").With("extn.fhirUser", "Practitioner/desk-park").Signed();
        Assert.Equal(200, (await Gateway.GetAsync("Communication", token)).Status);
        Assert.Equal(404, (await Gateway.GetAsync($"Communication/{message.Id}", token)).Status);
        Assert.Equal(403, (await Gateway.GetAsync("Communication", OfPerson("profile openid", "Messages.Read.All").Signed())).Status);
    }

    [Fact]
    public async Task A_role_of_a_person_can_make_her_a_reviewer()
    {
        var held = await Gateway.PostAsync(
            AMessage.From("susie-smith", "susie-smith", "My neighbour Walter has had chest pain since noon, what should he do?"),
            await Gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));
        Assert.Equal("on-hold", (string?)held.Json["status"]);

        Assert.Equal(404, (await Gateway.GetAsync($"Communication/{held.Id}", OfPerson("messages.read").Signed())).Status);
        Assert.Equal(200, (await Gateway.GetAsync($"Communication/{held.Id}", OfPerson("messages.read", "Message.Reviewer").Signed())).Status);
    }

    [Fact]
    public async Task Roles_of_persons_make_an_operator_and_an_auditor_and_whoever_has_both_does_not_watch_over_herself()
    {
        var (operators, auditors) = (OfPerson("operate", "Gateway.Operator").Without("extn.fhirUser"), OfPerson("operate", "Gateway.Auditor").Without("extn.fhirUser"));
        var both = OfPerson("operate", "Gateway.Operator", "Gateway.Auditor").Without("extn.fhirUser").Signed();

        Assert.Equal((200, 403, 403), await ReachAsync(operators.Signed()));
        Assert.Equal((403, 200, 403), await ReachAsync(auditors.Signed()));
        Assert.Equal((200, 403, 403), await ReachAsync(both));
        Assert.Equal((403, 403, 403), await ReachAsync(OfPerson("operate").Signed()));
        // As an application nobody is either.
        Assert.Equal((403, 403, 403), await ReachAsync(OfApplication("Gateway.Operator", "Gateway.Auditor").Signed()));
    }

    [Fact]
    public async Task A_token_of_another_tenant_is_refused()
    {
        var other = Guid.NewGuid().ToString();
        foreach (var token in (AToken[])
        [
            OfApplication("Messages.Read.All").With("iss", Entra.EntraIssuer.Replace(FakeIssuer.Tenant, other, StringComparison.Ordinal)),
            OfApplication("Messages.Read.All").With("iss", Entra.EntraIssuer.Replace(FakeIssuer.Tenant, other, StringComparison.Ordinal)).With("tid", other),
            OfApplication("Messages.Read.All").With("tid", other),
            OfApplication("Messages.Read.All").Without("tid"),
            OfApplication("Messages.Read.All").With("iss", Entra.Url),
            OfApplication("Messages.Read.All").With("iss", $"https://sts.windows.net/{FakeIssuer.Tenant}/"),
        ])
        {
            AssertRefused(await Gateway.GetAsync("Communication", token.Signed()));
        }
    }

    [Fact]
    public async Task So_is_one_for_another_registration_or_of_two_kinds_at_once_or_that_grants_nothing_at_all()
    {
        foreach (var token in (AToken[])
        [
            OfApplication("Messages.Read.All").With("aud", Gateway.FhirBase),
            OfApplication("Messages.Read.All").With("aud", "00000003-0000-0000-c000-000000000000"),
            OfPerson("messages.read").With("idtyp", "app"),
            OfApplication("Messages.Read.All").Without("roles"),
            OfApplication("Messages.Read.All").With("exp", 1_700_000_000),
        ])
        {
            AssertRefused(await Gateway.GetAsync("Communication", token.Signed()));
        }
    }

    /// <summary>What a token opens: the operators' policies, the audit trail, messages.</summary>
    private async Task<(int Policies, int Trail, int Messages)> ReachAsync(string token) => (
        (await Gateway.PoliciesAsync(HttpMethod.Get, token: token)).Status,
        (await Gateway.GetAsync("AuditEvent?_count=1", token)).Status,
        (await Gateway.GetAsync("Communication?_count=1", token)).Status);

    private AToken OfApplication(params string[] roles) => AToken.Of(Entra, Registration)
        .Headed("typ", "JWT")
        .Without("scope").Without("patient").Without("client_id")
        .With("iss", Entra.EntraIssuer).With("tid", FakeIssuer.Tenant)
        .With("azp", "portal-backend").With("idtyp", "app")
        .With("roles", new JsonArray([.. roles.Select(role => JsonValue.Create(role))]));

    private AToken OfPerson(string scopes, params string[] roles) => OfApplication(roles)
        .With("idtyp", "user").With("scp", scopes).With("extn.fhirUser", "Practitioner/dr-lee");

    private static void AssertRefused(Answer answer)
    {
        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }

    /// <summary>One authority and one gateway that knows it, for all tests here.</summary>
    public sealed class Tenant : IAsyncLifetime
    {
        internal FakeIssuer Entra { get; private set; } = null!;

        internal RunningGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Entra = await FakeIssuer.StartAsync();
            Gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Access:Issuers:1:Kind"] = "EntraId",
                ["Access:Issuers:1:Issuer"] = Entra.EntraIssuer,
                ["Access:Issuers:1:Audience"] = Registration,
                ["Access:Issuers:1:RequireHttpsMetadata"] = "false",
                ["Access:Issuers:1:FhirUserClaim"] = "extn.fhirUser",
                ["Access:Issuers:1:Grants:0:AppRole"] = "Messages.Read.All",
                ["Access:Issuers:1:Grants:0:Gives"] = "system/Communication.rs",
                ["Access:Issuers:1:Grants:1:DelegatedScope"] = "messages.read",
                ["Access:Issuers:1:Grants:1:Gives"] = "user/Communication.rs user/Task.rs",
                ["Access:Issuers:1:Grants:2:UserRole"] = "Message.Reviewer",
                ["Access:Issuers:1:Grants:2:Gives"] = "gateway/review",
                ["Access:Issuers:1:Grants:3:UserRole"] = "Gateway.Operator",
                ["Access:Issuers:1:Grants:3:Gives"] = "gateway/operate gateway/deliver",
                ["Access:Issuers:1:Grants:4:UserRole"] = "Gateway.Auditor",
                ["Access:Issuers:1:Grants:4:Gives"] = "gateway/audit user/AuditEvent.rs user/Provenance.rs",
            }));
        }

        public async ValueTask DisposeAsync()
        {
            await Gateway.DisposeAsync();
            await Entra.DisposeAsync();
        }
    }
}
