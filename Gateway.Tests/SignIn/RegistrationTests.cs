using System.Text.Json.Nodes;
using Gateway.Resources;
using Gateway.SignIn.Registration;
using Gateway.Storage;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.SignIn;

/// <summary>Operators keep the list of clients.</summary>
public sealed class RegistrationTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task A_client_is_registered_read_listed_changed_and_deleted()
    {
        using var system = new ASystem();
        var created = await Gateway.AdminAsync(HttpMethod.Post, "", system.Registration("system/Communication.crs", "gateway/operate"));
        Assert.Equal(201, created.Status);
        Assert.Equal(system.Id, (string?)created.Json["clientId"]);

        var read = await Gateway.AdminAsync(HttpMethod.Get, $"/{system.Id}");
        Assert.Equal(created.Body, read.Body);
        Assert.Equal(["system/Communication.crs", "gateway/operate"], read.Json["scopes"]!.AsArray().Select(scope => (string?)scope));
        var listed = (await Gateway.AdminAsync(HttpMethod.Get, "")).Json["clients"]!.AsArray();
        Assert.Contains(system.Id, listed.Select(client => (string?)client!["clientId"]));

        var changed = system.Registration();
        changed["name"] = "Laboratory of the south clinic";
        Assert.Equal("Laboratory of the south clinic", (string?)(await Gateway.AdminAsync(HttpMethod.Put, $"/{system.Id}", changed)).Json["name"]);

        Assert.Equal(204, (await Gateway.AdminAsync(HttpMethod.Delete, $"/{system.Id}")).Status);
        Assert.Equal(404, (await Gateway.AdminAsync(HttpMethod.Get, $"/{system.Id}")).Status);
        Assert.Equal(404, (await Gateway.AdminAsync(HttpMethod.Delete, $"/{system.Id}")).Status);
        Assert.Equal(401, (await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl())))).Status);
    }

    [Fact]
    public async Task A_new_key_follows_an_old_one()
    {
        using var system = new ASystem();
        await Gateway.RegisterAsync(system.Registration());
        await Gateway.SignInAsync(system, "system/Communication.rs");

        var rotated = await Gateway.AdminAsync(HttpMethod.Put, $"/{system.Id}/keys", new JsonObject
        {
            ["jwks"] = new JsonObject { ["keys"] = new JsonArray(system.Curve("2027-01")) },
        });
        Assert.Equal(200, rotated.Status);
        Assert.Equal("Laboratory of the north clinic", (string?)rotated.Json["name"]);

        Assert.Equal(401, (await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl())))).Status);
        Assert.Equal(200, (await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl(), header => header["kid"] = "2027-01")))).Status);
    }

    [Fact]
    public async Task An_id_is_given_once()
    {
        using var system = new ASystem();
        await Gateway.RegisterAsync(system.Registration());

        Assert.Equal(409, (await Gateway.AdminAsync(HttpMethod.Post, "", system.Registration())).Status);
    }

    [Fact]
    public async Task A_client_without_an_id_is_given_one()
    {
        using var system = new ASystem();
        var registration = system.Registration();
        registration.Remove("clientId");

        var created = await Gateway.AdminAsync(HttpMethod.Post, "", registration);

        Assert.Equal(32, ((string)created.Json["clientId"]!).Length);
    }

    [Fact]
    public async Task A_private_key_is_refused_and_not_kept()
    {
        using var system = new ASystem();
        var registration = system.Registration();
        var secret = system.WithPrivateHalf();
        registration["jwks"] = new JsonObject { ["keys"] = new JsonArray(secret) };

        var answer = await Gateway.AdminAsync(HttpMethod.Post, "", registration);

        Assert.Equal(400, answer.Status);
        var d = (string)secret["d"]!;
        Assert.DoesNotContain(d, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(d, string.Join('\n', Gateway.Log.Lines), StringComparison.Ordinal);
        Assert.Equal(404, (await Gateway.AdminAsync(HttpMethod.Get, $"/{system.Id}")).Status);
    }

    public static TheoryData<string, string> Flawed => new()
    {
        { "clientId", "\"a b\"" },
        { "clientId", "\"..\"" },
        { "name", "\"\"" },
        { "name", "null" },
        { "scopes", "[\"patient/Communication.rs\"]" },
        { "scopes", "[\"system/Communication.sr\"]" },
        { "scopes", "[\"openid\"]" },
        { "scopes", "[]" },
        { "origins", "[\"https://app.example.org/\"]" },
        { "origins", "[\"http://app.example.org\"]" },
        { "origins", "[\"*\"]" },
        { "jwksUri", "\"http://keys.example.org/jwks\"" },
        { "jwksUri", "\"https://keys.example.org/jwks\"" },
        { "jwks", "null" },
        { "jwks", "{\"keys\":[]}" },
        { "jwks", "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"1\",\"k\":\"c2VjcmV0\"}]}" },
        { "jwks", "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}" },
        { "jwks", "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-384\",\"kid\":\"1\",\"x\":\"AQAB\",\"y\":\"AQAB\"}]}" },
        { "clientSecret", "\"s3cret\"" },
    };

    [Theory]
    [MemberData(nameof(Flawed))]
    public async Task A_registration_with_a_flaw_is_not_kept(string member, string value)
    {
        using var system = new ASystem();
        var registration = system.Registration();
        registration[member] = JsonNode.Parse(value);

        var answer = await Gateway.AdminAsync(HttpMethod.Post, "", registration);

        Assert.Equal(400, answer.Status);
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
        Assert.Equal(404, (await Gateway.AdminAsync(HttpMethod.Get, $"/{system.Id}")).Status);
    }

    [Theory]
    [InlineData("system/*.cruds gateway/review")]
    [InlineData("user/*.cruds")]
    [InlineData("gateway/operated")]
    [InlineData("")]
    public async Task Only_operators_see_and_change_clients(string scope)
    {
        var token = await Gateway.Ehr.TokenAsync("dr-lee", scope: scope.Length == 0 ? "openid" : scope);

        Assert.Equal(403, (await Gateway.AdminAsync(HttpMethod.Get, "", token: token)).Status);
        Assert.Equal(403, (await Gateway.AdminAsync(HttpMethod.Post, "", new JsonObject(), token)).Status);
        Assert.Equal(401, (await Gateway.AdminAsync(HttpMethod.Get, "", token: "not-a-token")).Status);
    }

    [Fact]
    public async Task What_is_stored_of_a_client_is_public()
    {
        using var system = new ASystem();
        await Gateway.RegisterAsync(system.Registration());

        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var row = await db.Clients.SingleAsync(client => client.ClientId == system.Id, TestContext.Current.CancellationToken);

        var members = JsonNode.Parse(row.Jwks!)!["keys"]!.AsArray().SelectMany(key => key!.AsObject().Select(member => member.Key)).Distinct();
        Assert.Empty(members.Except(["kty", "kid", "use", "alg", "n", "e", "crv", "x", "y"]));
    }

    public static TheoryData<Type> Outcomes => [.. typeof(RegistrationOutcome).GetNestedTypes()];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Each_outcome_has_an_answer(Type outcome)
    {
        var client = new RegisteredClient
        {
            ClientId = "lab",
            Name = "Lab",
            Scopes = "",
            Origins = "",
            CreatedAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch,
        };
        var parameters = outcome.GetConstructors().Single().GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(RegisteredClient) ? (object)client
            : parameter.ParameterType == typeof(string) ? "Taken."
            : new[] { new Issue(OperationOutcome.IssueType.Invalid, "Wrong.") });

        Assert.NotNull(ClientsEndpoints.Answer((RegistrationOutcome)Activator.CreateInstance(outcome, [.. parameters])!));
    }
}
