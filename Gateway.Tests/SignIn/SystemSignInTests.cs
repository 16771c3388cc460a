using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.SignIn;
using Gateway.SignIn.Systems;
using Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Gateway.Tests.SignIn;

/// <summary>Systems sign in with keys of their own (SMART Backend Services), and nobody else does.</summary>
public sealed class SystemSignInTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>, IAsyncLifetime
{
    /// <summary>Of the logarithm of a quotient of times. A check left out would make it a multiple of that.</summary>
    private const double Alike = 0.25;

    private readonly ASystem system = new();

    private RunningGateway Gateway => fixture.Gateway;

    /// <summary>What can be wrong with a request; each is answered alike.</summary>
    public static TheoryData<string> Flaws => [.. FlawedForms.Keys];

    private static readonly Dictionary<string, Func<ASystem, string, Dictionary<string, string>>> FlawedForms = new()
    {
        ["no assertion"] = (_, _) => Without(ASystem.Form(""), "client_assertion"),
        ["empty assertion"] = (_, _) => ASystem.Form(""),
        ["no JWT"] = (_, _) => ASystem.Form("a.b.c"),
        ["far too long"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims["note"] = new string('x', 20_000))),
        ["no type of assertion"] = (one, at) => Without(ASystem.Form(one.Assertion(at)), "client_assertion_type"),
        ["another type of assertion"] = (one, at) => With(ASystem.Form(one.Assertion(at)), "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"),
        ["a secret instead"] = (one, _) => With(With(Without(ASystem.Form(""), "client_assertion"), "client_id", one.Id), "client_secret", "guess"),
        ["another client_id beside it"] = (one, at) => With(ASystem.Form(one.Assertion(at)), "client_id", "somebody-else"),
        ["unknown client"] = (one, at) => ASystem.Form(one.Assertion(at, claims: ASystem.CallingItself("nobody"))),
        ["issuer is not the subject"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims["iss"] = "somebody-else")),
        ["no issuer"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims.Remove("iss"))),
        ["audience of the FHIR base"] = (one, at) => ASystem.Form(one.Assertion(at.Replace("/oauth2/token", "/fhir", StringComparison.Ordinal))),
        ["audience with a slash more"] = (one, at) => ASystem.Form(one.Assertion($"{at}/")),
        ["two audiences"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims["aud"] = new JsonArray(at, "https://elsewhere.example/token"))),
        ["no audience"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims.Remove("aud"))),
        ["ended"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims["exp"] = In(-1))),
        ["ends in six minutes"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims["exp"] = In(360))),
        ["never ends"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims.Remove("exp"))),
        ["end is a word"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims["exp"] = "tomorrow")),
        ["not valid yet"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims["nbf"] = In(120))),
        ["issued in the future"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims["iat"] = In(120))),
        ["no jti"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims.Remove("jti"))),
        ["jti of 256 letters"] = (one, at) => ASystem.Form(one.Assertion(at, claims: claims => claims["jti"] = new string('j', 256))),
        ["no kid"] = (one, at) => ASystem.Form(one.Assertion(at, header => header.Remove("kid"))),
        ["unknown kid"] = (one, at) => ASystem.Form(one.Assertion(at, header => header["kid"] = "2025-11")),
        ["no typ"] = (one, at) => ASystem.Form(one.Assertion(at, header => header.Remove("typ"))),
        ["typ of an access token"] = (one, at) => ASystem.Form(one.Assertion(at, header => header["typ"] = "at+jwt")),
        ["jku that is not registered"] = (one, at) => ASystem.Form(one.Assertion(at, header => header["jku"] = "https://attacker.example/jwks")),
        ["jwk in the header"] = (one, at) => ASystem.Form(Stranger((stranger, id) => stranger.Assertion(
            at, header => header["jwk"] = stranger.Curve(), ASystem.CallingItself(id)), one.Id)),
        ["critical header"] = (one, at) => ASystem.Form(one.Assertion(at, header => header["crit"] = new JsonArray("exp"))),
        ["no algorithm"] = (one, at) => ASystem.Form(one.Assertion(at, algorithm: "none")),
        ["RS256"] = (one, at) => ASystem.Form(one.Assertion(at, algorithm: "RS256")),
        ["public key as a shared secret"] = (one, at) => ASystem.Form(one.Assertion(at, algorithm: "HS384")),
        ["key of another kind"] = (one, at) => ASystem.Form(one.Assertion(at, header => header["alg"] = "RS384")),
        ["signed by a stranger"] = (one, at) => ASystem.Form(Stranger((stranger, id) => stranger.Assertion(at, claims: ASystem.CallingItself(id)), one.Id)),
        ["changed after it was signed"] = (one, at) => ASystem.Form(Altered(one.Assertion(at))),
        ["signature cut off"] = (one, at) => ASystem.Form(one.Assertion(at)[..^40]),
    };

    public async ValueTask InitializeAsync() => await Gateway.RegisterAsync(system.Registration("system/Communication.crs", "system/Task.rs"));

    public ValueTask DisposeAsync()
    {
        system.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("ES384")]
    public async Task A_system_gets_a_token_with_either_algorithm_and_reads_with_it(string algorithm)
    {
        var answer = await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl(), algorithm: algorithm)));

        Assert.Equal(200, answer.Status);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("no-cache", answer.Headers["Pragma"]);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal("Bearer", (string?)answer.Json["token_type"]);
        Assert.InRange((int)answer.Json["expires_in"]!, 1, 300);
        Assert.Equal("system/Communication.rs", (string?)answer.Json["scope"]);
        Assert.Null(answer.Json["refresh_token"]);
        var token = (string)answer.Json["access_token"]!;
        Assert.Equal(200, (await Gateway.GetAsync("Communication", token)).Status);
        Assert.Equal(403, (await Gateway.GetAsync("Task", token)).Status);
    }

    [Fact]
    public async Task The_token_is_for_this_base_and_this_client_for_five_minutes()
    {
        var token = new JsonWebToken(await Gateway.SignInAsync(system, "system/Communication.rs"));

        Assert.Equal("at+jwt", token.Typ);
        Assert.Equal(Gateway.FhirBase, token.Issuer);
        Assert.Equal([Gateway.FhirBase], token.Audiences);
        Assert.Equal((system.Id, system.Id), (token.Subject, token.GetClaim("client_id").Value));
        Assert.Equal(TimeSpan.FromMinutes(5), token.ValidTo - token.IssuedAt);
        Assert.NotEmpty(token.Id);
    }

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task Whatever_is_wrong_is_answered_alike(string flaw)
    {
        var answer = await Gateway.AskForTokenAsync(FlawedForms[flaw](system, Gateway.TokenUrl()));

        Assert.Equal(401, answer.Status);
        Assert.Equal("""{"error":"invalid_client"}""", answer.Body);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task An_assertion_is_taken_once()
    {
        var form = ASystem.Form(system.Assertion(Gateway.TokenUrl()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Gateway.AskForTokenAsync(form)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(15, answers.Count(answer => answer is { Status: 401, Body: """{"error":"invalid_client"}""" }));
    }

    [Fact]
    public async Task Two_clients_may_use_the_same_jti()
    {
        using var other = new ASystem();
        await Gateway.RegisterAsync(other.Registration());

        foreach (var one in (ASystem[])[system, other])
        {
            var answer = await Gateway.AskForTokenAsync(ASystem.Form(one.Assertion(Gateway.TokenUrl(), claims: claims => claims["jti"] = "monday's-first")));
            Assert.Equal(200, answer.Status);
        }
    }

    [Theory]
    [InlineData("patient/Communication.rs")]
    [InlineData("system/Patient.rs openid")]
    [InlineData("gateway/operate")]
    [InlineData("")]
    public async Task Without_a_scope_that_the_registration_allows_there_is_no_token(string scope)
    {
        var answer = await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl()), scope));

        Assert.Equal((400, """{"error":"invalid_scope"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Of_what_is_asked_for_only_what_is_registered_is_granted()
    {
        var answer = await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl()), "system/*.cruds launch"));

        Assert.Equal("system/Communication.crs system/Task.rs", (string?)answer.Json["scope"]);
    }

    [Theory]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData(null, "invalid_request")]
    public async Task Other_grants_are_not_for_systems(string? grant, string error)
    {
        var form = Without(ASystem.Form(system.Assertion(Gateway.TokenUrl())), "grant_type");
        var answer = await Gateway.AskForTokenAsync(grant is null ? form : With(form, "grant_type", grant));

        Assert.Equal((400, $$"""{"error":"{{error}}"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_field_that_is_there_twice_is_refused()
    {
        var form = ASystem.Form(system.Assertion(Gateway.TokenUrl())).Append(new("scope", "system/Task.rs"));

        Assert.Equal("""{"error":"invalid_request"}""", (await Gateway.AskForTokenAsync(form)).Body);
    }

    [Fact]
    public async Task A_disabled_client_gets_nothing_more()
    {
        using var other = new ASystem();
        await Gateway.RegisterAsync(other.Registration());
        await Gateway.SignInAsync(other, "system/Communication.rs");

        var registration = other.Registration();
        registration["disabled"] = true;
        Assert.Equal(200, (await Gateway.AdminAsync(HttpMethod.Put, $"/{other.Id}", registration)).Status);

        var answer = await Gateway.AskForTokenAsync(ASystem.Form(other.Assertion(Gateway.TokenUrl())));
        Assert.Equal((401, """{"error":"invalid_client"}"""), (answer.Status, answer.Body));
    }

    /// <summary>Judged directly: over HTTP the noise would hide a difference. Medians of turns taken by both, the best of a few rounds.</summary>
    [Fact]
    public async Task An_unknown_client_takes_as_long_as_a_known_one_with_a_wrong_key()
    {
        var judge = Gateway.Services.GetRequiredService<AssertionJudge>();
        using var stranger = new ASystem();
        var unknown = Parse(ASystem.Form(stranger.Assertion(Gateway.TokenUrl())));
        var wrong = Parse(ASystem.Form(stranger.Assertion(Gateway.TokenUrl(), claims: ASystem.CallingItself(system.Id))));
        Assert.Equal("client", Assert.IsType<AssertionVerdict.Doubted>(await judge.JudgeAsync(unknown, TestContext.Current.CancellationToken)).Reason);
        Assert.Equal("signature", Assert.IsType<AssertionVerdict.Doubted>(await judge.JudgeAsync(wrong, TestContext.Current.CancellationToken)).Reason);

        var closest = double.MaxValue;
        for (var round = 0; round < 10 && closest > Alike; round++)
        {
            var (ofUnknown, ofWrong) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < 200; turn++)
            {
                ofUnknown.Add(await TimeAsync(judge, unknown));
                ofWrong.Add(await TimeAsync(judge, wrong));
            }

            closest = Math.Min(closest, Math.Abs(Math.Log(Median(ofUnknown) / Median(ofWrong))));
        }

        Assert.InRange(closest, 0, Alike);
    }

    [Fact]
    public async Task Ended_assertions_are_forgotten_and_others_are_not()
    {
        var used = Gateway.Services.GetRequiredService<UsedAssertions>();
        var cancel = TestContext.Current.CancellationToken;
        var now = TimeProvider.System.GetUtcNow();
        await used.ClaimAsync("somebody", "old", now - TimeSpan.FromMinutes(11), cancel);
        await used.ClaimAsync("somebody", "new", now + TimeSpan.FromMinutes(4), cancel);

        while (await used.ForgetEndedAsync(cancel) > 0)
        {
        }

        Assert.IsType<Gateway.Storage.CommitResult.Committed>(await used.ClaimAsync("somebody", "old", now, cancel));
        Assert.IsType<Gateway.Storage.CommitResult.Duplicate>(await used.ClaimAsync("somebody", "new", now, cancel));
    }

    [Fact]
    public async Task The_log_names_neither_assertions_nor_tokens_nor_strangers()
    {
        var assertion = system.Assertion(Gateway.TokenUrl());
        var token = (string)(await Gateway.AskForTokenAsync(ASystem.Form(assertion))).Json["access_token"]!;
        await Gateway.AskForTokenAsync(ASystem.Form(system.Assertion(Gateway.TokenUrl(), claims: ASystem.CallingItself("joan.doe.1970-02-03"))));

        var log = string.Join('\n', Gateway.Log.Lines);
        Assert.Contains($"Client {system.Id} signed in", log, StringComparison.Ordinal);
        Assert.DoesNotContain(assertion.Split('.')[2], log, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[2], log, StringComparison.Ordinal);
        Assert.DoesNotContain("joan.doe", log, StringComparison.Ordinal);
    }

    private static async Task<double> TimeAsync(AssertionJudge judge, TokenRequest request)
    {
        var start = Stopwatch.GetTimestamp();
        await judge.JudgeAsync(request, TestContext.Current.CancellationToken);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static TokenRequest Parse(Dictionary<string, string> form)
    {
        var text = string.Join('&', form.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        Assert.True(TokenRequest.TryRead(System.Text.Encoding.UTF8.GetBytes(text), authorization: null, out var request));
        return request;
    }

    private static long In(int seconds) => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds;

    private static string Stranger(Func<ASystem, string, string> sign, string id)
    {
        using var stranger = new ASystem();
        return sign(stranger, id);
    }

    private static string Altered(string assertion)
    {
        var parts = assertion.Split('.');
        var claims = JsonNode.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(parts[1]))!;
        claims["jti"] = "another";
        return $"{parts[0]}.{Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(claims.ToJsonString(JsonSerializerOptions.Default))}.{parts[2]}";
    }

    private static Dictionary<string, string> With(Dictionary<string, string> form, string field, string value)
    {
        form[field] = value;
        return form;
    }

    private static Dictionary<string, string> Without(Dictionary<string, string> form, string field)
    {
        form.Remove(field);
        return form;
    }
}
