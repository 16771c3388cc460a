using Gateway.Access;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Access;

public sealed class AccessOptionsTests
{
    private const string Tenant = "https://login.microsoftonline.com/5f1c9d3e-0b5a-4c1e-9a2d-7e8f60718293/v2.0";

    [Fact]
    public void What_the_documentation_shows_is_taken() => Assert.Empty(Complaints(
        ("Issuers:1:Kind", "EntraId"), ("Issuers:1:Issuer", Tenant), ("Issuers:1:Audience", "gateway"),
        ("Issuers:1:Grants:0:AppRole", "Messages.Read.All"), ("Issuers:1:Grants:0:Gives", "system/Communication.rs"),
        ("Issuers:1:Grants:1:UserRole", "Reviewer"), ("Issuers:1:Grants:1:Gives", "gateway/review user/Communication.rs"),
        ("Issuers:1:Grants:2:UserRole", "Gateway.Operator"), ("Issuers:1:Grants:2:Gives", "gateway/operate gateway/deliver"),
        ("Issuers:1:Grants:3:UserRole", "Gateway.Auditor"), ("Issuers:1:Grants:3:Gives", "gateway/audit user/AuditEvent.rs user/Provenance.rs"),
        ("Issuers:2:Kind", "Opaque"), ("Issuers:2:Issuer", "https://opaque.example"), ("Issuers:2:Introspection:Endpoint", "https://opaque.example/introspect"),
        ("Issuers:2:Introspection:ClientId", "gateway"), ("Issuers:2:Introspection:ClientSecret", "secret")));

    [Fact]
    public void Without_an_issuer_nothing_starts() => Assert.NotEmpty(Validate(new AccessOptions { Audience = "https://gateway.example/fhir" }));

    [Theory]
    [InlineData("absolute http", "Issuers:0:Issuer", "issuer.example")]
    [InlineData("more than once", "Issuers:1:Issuer", "https://issuer.example")]
    [InlineData("tenant id", "Issuers:1:Kind", "EntraId", "Issuers:1:Issuer", "https://login.microsoftonline.com/common/v2.0", "Issuers:1:Audience", "x")]
    [InlineData("tenant id", "Issuers:1:Kind", "EntraId", "Issuers:1:Issuer", "https://sts.windows.net/5f1c9d3e-0b5a-4c1e-9a2d-7e8f60718293/", "Issuers:1:Audience", "x")]
    [InlineData("Audience is needed", "Issuers:1:Kind", "EntraId", "Issuers:1:Issuer", Tenant)]
    [InlineData("for Entra ID alone", "Issuers:0:Grants:0:AppRole", "x", "Issuers:0:Grants:0:Gives", "system/Task.rs")]
    [InlineData("Introspection is needed", "Issuers:0:Kind", "Opaque")]
    [InlineData("for no others", "Issuers:0:Introspection:Endpoint", "https://x.example", "Issuers:0:Introspection:ClientId", "x", "Issuers:0:Introspection:ClientSecret", "x")]
    [InlineData("one issuer of opaque", "Issuers:0:Kind", "Opaque", "Issuers:1:Kind", "Opaque", "Issuers:1:Issuer", "https://b.example")]
    public void A_wrong_issuer_stops_the_start(string reason, params string[] settings) => AssertComplaint(reason, settings);

    [Theory]
    [InlineData("one of AppRole", "Gives", "system/Task.rs")]
    [InlineData("one of AppRole", "AppRole", "x", "UserRole", "y", "Gives", "system/Task.rs")]
    [InlineData("no scope that this server knows", "AppRole", "x", "Gives", "system/Communication.sr")]
    [InlineData("no scope that this server knows", "AppRole", "x", "Gives", "everything")]
    [InlineData("system scopes are for application roles", "AppRole", "x", "Gives", "user/Communication.rs")]
    [InlineData("system scopes are for application roles", "AppRole", "x", "Gives", "gateway/review")]
    [InlineData("system scopes are for application roles", "UserRole", "x", "Gives", "system/Communication.rs")]
    [InlineData("system scopes are for application roles", "DelegatedScope", "x", "Gives", "user/Communication.rs system/Communication.rs")]
    [InlineData("only a UserRole may give", "AppRole", "x", "Gives", "gateway/operate")]
    [InlineData("only a UserRole may give", "DelegatedScope", "x", "Gives", "gateway/operate")]
    [InlineData("only a UserRole may give", "DelegatedScope", "x", "Gives", "user/AuditEvent.rs gateway/audit")]
    [InlineData("only a UserRole may give", "AppRole", "x", "Gives", "gateway/deliver")]
    public void So_does_a_grant_that_gives_nothing_or_too_much(string reason, params string[] settings) => AssertComplaint(
        reason,
        [
            "Issuers:0:Kind", "EntraId", "Issuers:0:Issuer", Tenant, "Issuers:0:Audience", "x",
            .. settings.Select((text, i) => i % 2 == 0 ? $"Issuers:0:Grants:0:{text}" : text),
        ]);

    [Theory]
    [InlineData("must be https", "Endpoint", "http://opaque.example/introspect", "ClientSecret", "x")]
    [InlineData("one of KeyFile and ClientSecret", "Endpoint", "https://opaque.example/introspect")]
    [InlineData("one of KeyFile and ClientSecret", "Endpoint", "https://opaque.example/introspect", "ClientSecret", "x", "KeyFile", "/nowhere")]
    [InlineData("cannot be read", "Endpoint", "https://opaque.example/introspect", "KeyFile", "/nowhere/key.json")]
    public void And_so_does_an_introspection_that_cannot_work(string reason, params string[] settings) => AssertComplaint(
        reason,
        [
            "Issuers:0:Kind", "Opaque", "Issuers:0:Introspection:ClientId", "gateway",
            .. settings.Select((text, i) => i % 2 == 0 ? $"Issuers:0:Introspection:{text}" : text),
        ]);

    private static void AssertComplaint(string reason, string[] settings) => Assert.Contains(
        Complaints([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))]), complaint => complaint.Contains(reason, StringComparison.Ordinal));

    private static IEnumerable<string> Complaints(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["Audience"] = "https://gateway.example/fhir", ["Issuers:0:Issuer"] = "https://issuer.example" };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        return Validate(new ConfigurationBuilder().AddInMemoryCollection(values).Build().Get<AccessOptions>()!);
    }

    private static IEnumerable<string> Validate(AccessOptions options) => new AccessOptionsValidator().Validate(null, options).Failures ?? [];
}
