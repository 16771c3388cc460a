using System.Text.Json.Nodes;
using Gateway.Tests.Connections;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Access.Issuers;

/// <summary>Tokens that say nothing by themselves, through the front door: their issuer is asked.</summary>
public sealed class OpaqueTokenTests : IAsyncLifetime
{
    private readonly KeyFiles keys = new();
    private FakeIssuer issuer = null!;
    private RunningGateway gateway = null!;
    private SecurityKey publicKey = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await FakeIssuer.StartAsync();
        (var file, publicKey) = keys.Rsa();
        gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(Settings(new()
        {
            ["Introspection:ClientId"] = "fhir-gateway",
            ["Introspection:KeyFile"] = file,
        })));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await issuer.DisposeAsync();
        keys.Dispose();
    }

    [Fact]
    public async Task A_token_is_as_good_as_its_issuer_says()
    {
        var message = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));
        issuer.Answer = token => token == "good-1" ? Good() : new JsonObject { ["active"] = false };

        Assert.Equal(200, (await gateway.GetAsync($"Communication/{message.Id}", "good-1")).Status);
        Assert.Equal(403, (await gateway.GetAsync("Task", "good-1")).Status);
        AssertRefused(await gateway.GetAsync($"Communication/{message.Id}", "good-2"));
        AssertRefused(await gateway.GetAsync($"Communication/{message.Id}", "good-1."));
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains("good-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_launch_context_and_the_person_are_the_issuers_word()
    {
        issuer.Answer = token => Good(("scope", "patient/Communication.cr"), ("patient", token), ("fhirUser", "Patient/susie-smith"));

        Assert.Equal(201, (await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), "susie-smith")).Status);
        Assert.Equal(403, (await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), "mark-smith")).Status);
    }

    [Fact]
    public async Task The_gateway_signs_in_there_with_its_key()
    {
        issuer.Answer = _ => Good();
        Assert.Equal(200, (await gateway.GetAsync("Communication", "abc")).Status);

        var (form, authorization) = Assert.Single(issuer.Questions);
        Assert.Null(authorization);
        Assert.Equal("abc", form["token"]);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        var assertion = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            ValidIssuer = "fhir-gateway",
            ValidAudience = $"{issuer.Url}/introspect",
            IssuerSigningKey = publicKey,
            ValidAlgorithms = ["RS384"],
        });
        Assert.True(assertion.IsValid);
        Assert.Equal("fhir-gateway", assertion.ClaimsIdentity.FindFirst("sub")!.Value);
    }

    [Fact]
    public async Task Or_with_a_secret_that_is_encoded_as_the_standard_has_it()
    {
        await using var other = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(Settings(new()
        {
            ["Introspection:ClientId"] = "fhir:gateway",
            ["Introspection:ClientSecret"] = "s+cret/",
        })));
        issuer.Answer = _ => Good(("aud", other.FhirBase));

        Assert.Equal(200, (await other.GetAsync("Communication", "abc")).Status);
        var sent = Assert.Single(issuer.Questions).Authorization!;
        Assert.Equal("Basic " + Convert.ToBase64String("fhir%3Agateway:s%2Bcret%2F"u8), sent);
    }

    [Fact]
    public async Task Many_requests_with_one_token_ask_once()
    {
        issuer.Answer = _ => Good();
        issuer.Thinks = TimeSpan.FromMilliseconds(300);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => gateway.GetAsync("Communication", "abc")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await gateway.GetAsync("Communication", "abc")).Status);
        Assert.Single(issuer.Questions);
    }

    [Fact]
    public async Task A_silent_issuer_is_our_trouble_and_not_remembered()
    {
        issuer.Answer = _ => null;
        var away = await gateway.GetAsync("Communication", "abc");
        Assert.Equal(503, away.Status);
        Assert.Equal("5", away.Headers["Retry-After"]);
        Assert.False(away.Headers.ContainsKey("WWW-Authenticate"));

        issuer.Answer = _ => Good();
        Assert.Equal(200, (await gateway.GetAsync("Communication", "abc")).Status);
    }

    [Fact]
    public async Task What_the_issuer_does_not_plainly_say_is_no()
    {
        var answers = new Dictionary<string, JsonNode>
        {
            ["active-as-text"] = Good(("active", "true")),
            ["active-missing"] = Without("active"),
            ["list"] = new JsonArray(Good()),
            ["exp-missing"] = Without("exp"),
            ["exp-past"] = Good(("exp", 1_700_000_000)),
            ["exp-text"] = Good(("exp", "4102444800")),
            ["nbf-future"] = Good(("nbf", Later)),
            ["iat-future"] = Good(("iat", Later)),
            ["other-issuer"] = Good(("iss", "https://elsewhere.example")),
            ["other-audience"] = Good(("aud", "https://elsewhere.example/fhir")),
            ["list-of-audiences"] = Good(("aud", new JsonArray("https://elsewhere.example/fhir"))),
            ["audience-an-object"] = Good(("aud", new JsonObject())),
            ["bound"] = Good(("cnf", new JsonObject { ["jkt"] = "x" })),
            ["dpop"] = Good(("token_type", "DPoP")),
        };
        issuer.Answer = token => answers[token].DeepClone();

        foreach (var token in answers.Keys)
        {
            var answer = await gateway.GetAsync("Communication", token);
            Assert.True(answer.Status == 401 && answer.Headers["WWW-Authenticate"] == "Bearer", token);
        }
    }

    [Fact]
    public async Task What_cannot_be_a_token_is_not_asked_about()
    {
        issuer.Answer = _ => Good();
        foreach (var token in (string[])["a b", "a,b", "a\"b", "=", new string('x', 5000)])
        {
            AssertRefused(await gateway.GetAsync("Communication", token));
        }

        Assert.Empty(issuer.Questions);
    }

    [Fact]
    public async Task A_JWT_of_another_issuer_is_not_shown_to_this_one()
    {
        await using var stranger = await FakeIssuer.StartAsync();
        issuer.Answer = _ => Good();

        AssertRefused(await gateway.GetAsync("Communication", AToken.Of(stranger, gateway.FhirBase).Signed()));
        Assert.Empty(issuer.Questions);
    }

    private static long Later => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 3600;

    private Dictionary<string, string?> Settings(Dictionary<string, string?> introspection)
    {
        var settings = introspection.ToDictionary(pair => $"Access:Issuers:1:{pair.Key}", pair => pair.Value);
        settings["Access:Issuers:1:Kind"] = "Opaque";
        settings["Access:Issuers:1:Issuer"] = issuer.Url;
        settings["Access:Issuers:1:Introspection:Endpoint"] = $"{issuer.Url}/introspect";
        return settings;
    }

    private JsonObject Good(params (string Name, JsonNode? Value)[] members)
    {
        var answer = new JsonObject
        {
            ["active"] = true,
            ["iss"] = issuer.Url,
            ["aud"] = gateway.FhirBase,
            ["scope"] = "patient/Communication.rs launch/patient",
            ["client_id"] = "portal",
            ["token_type"] = "Bearer",
            ["patient"] = "susie-smith",
            ["exp"] = Later,
        };
        foreach (var (name, value) in members)
        {
            answer[name] = value;
        }

        return answer;
    }

    private JsonObject Without(string name)
    {
        var answer = Good();
        answer.Remove(name);
        return answer;
    }

    private static void AssertRefused(Answer answer)
    {
        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
    }
}
