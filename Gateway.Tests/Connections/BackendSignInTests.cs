using System.Security.Cryptography;
using Gateway.Connections;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Connections;

/// <summary>How the gateway proves who it is to an EHR, and how long a token serves.</summary>
public sealed class BackendSignInTests : IAsyncLifetime
{
    private readonly KeyFiles _keys = new();
    private GuardedEhr _ehr = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> KeyKinds => new() { { "RSA", "RS384" }, { "P-384", "ES384" } };

    public async ValueTask InitializeAsync() => _ehr = await GuardedEhr.StartAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        _keys.Dispose();
        await _ehr.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(KeyKinds))]
    public async Task The_assertion_is_what_SMART_asks_for(string kind, string algorithm)
    {
        var (file, key) = kind == "RSA" ? _keys.Rsa() : _keys.Elliptic(ECCurve.NamedCurves.nistP384);
        await using var host = ConnectedHost.To(_ehr.FhirBase, file);

        Assert.IsType<EhrAnswer.Found>(await ReadAsync(host));

        var form = Assert.Single(_ehr.SignIns);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        Assert.Equal("system/*.rs system/Communication.crs", form["scope"]);
        var proof = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            ValidIssuer = "gateway",
            ValidAudience = _ehr.TokenEndpoint.OriginalString,
            IssuerSigningKey = key,
            ValidAlgorithms = [algorithm],
        });
        Assert.True(proof.IsValid, proof.Exception?.Message);
        var token = (JsonWebToken)proof.SecurityToken;
        Assert.Equal(("gateway", "JWT", "k1"), (token.Subject, token.Typ, token.Kid));
        Assert.InRange(token.ValidTo - token.IssuedAt, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Every_assertion_has_an_id_of_its_own()
    {
        await using var host = Signed();
        await ReadAsync(host);
        _ehr.RevokeTokens();
        await ReadAsync(host);

        var ids = _ehr.SignIns.Select(form => new JsonWebToken(form["client_assertion"]).Id).ToList();
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_configured_token_endpoint_is_not_discovered()
    {
        await using var host = ConnectedHost.To(new Uri(_ehr.FhirBase, "/fhir/other/"), _keys.Rsa().File, _ehr.TokenEndpoint);

        Assert.IsType<EhrAnswer.Found>(await ReadAsync(host));
    }

    [Fact]
    public async Task Callers_that_come_together_share_one_sign_in()
    {
        await using var host = Signed();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ReadAsync(host)));

        Assert.All(answers, answer => Assert.IsType<EhrAnswer.Found>(answer));
        Assert.Single(_ehr.SignIns);
    }

    [Fact]
    public async Task A_token_is_replaced_shortly_before_it_runs_out()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var host = ConnectedHost.To(_ehr.FhirBase, _keys.Rsa().File, clock: clock);
        await ReadAsync(host);
        clock.Advance(TimeSpan.FromSeconds(260));
        await ReadAsync(host);
        Assert.Single(_ehr.SignIns);

        clock.Advance(TimeSpan.FromSeconds(15));
        await ReadAsync(host);

        Assert.Equal(2, _ehr.SignIns.Count);
    }

    [Fact]
    public async Task A_read_whose_token_is_turned_down_signs_in_again_once()
    {
        await using var host = Signed();
        await ReadAsync(host);
        _ehr.RevokeTokens();

        Assert.IsType<EhrAnswer.Found>(await ReadAsync(host));
        Assert.Equal(2, _ehr.SignIns.Count);
    }

    [Fact]
    public async Task A_search_whose_token_is_turned_down_signs_in_again_and_sends_its_body_again()
    {
        await using var host = Signed();
        await ReadAsync(host);
        _ehr.RevokeTokens();

        var answer = await host.Get<EhrClient>().SearchAsync("Patient", [KeyValuePair.Create("identifier", "urn:mrn|1")], Cancellation);

        Assert.IsType<EhrAnswer.Found>(answer);
        Assert.Equal(2, _ehr.SignIns.Count);
        Assert.Equal(["", "identifier=urn%3Amrn%7C1", "identifier=urn%3Amrn%7C1"], _ehr.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task A_read_that_is_turned_down_twice_is_unavailable()
    {
        await using var host = Signed();
        _ehr.FirstStatuses.Enqueue(401);
        _ehr.FirstStatuses.Enqueue(401);

        Assert.Equal(new EhrAnswer.Unavailable("401"), await ReadAsync(host));
        Assert.Equal(2, _ehr.Calls.Count);
    }

    [Fact]
    public async Task A_create_whose_token_is_turned_down_is_not_repeated_and_the_next_signs_in_again()
    {
        await using var host = Signed();
        await ReadAsync(host);
        _ehr.RevokeTokens();

        Assert.Equal(new EhrCreation.Unavailable("401"), await CreateAsync(host));
        Assert.Equal(2, _ehr.Calls.Count);

        Assert.IsType<EhrCreation.Created>(await CreateAsync(host));
        Assert.Equal(2, _ehr.SignIns.Count);
    }

    [Fact]
    public async Task Without_a_key_no_token_is_sent()
    {
        await using var host = ConnectedHost.To(_ehr.FhirBase);

        await ReadAsync(host);

        Assert.Equal("GET ", _ehr.Calls[0]);
        Assert.Empty(_ehr.SignIns);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client"}""")]
    [InlineData(500, "")]
    [InlineData(200, "<html/>")]
    [InlineData(200, """{"access_token":"x"}""")]
    [InlineData(200, """{"expires_in":300}""")]
    [InlineData(200, """[]""")]
    public async Task Without_a_token_the_EHR_is_unavailable_and_nothing_is_sent(int status, string body)
    {
        _ehr.TokenAnswer = http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(body, Cancellation);
        };
        await using var host = Signed();

        Assert.Equal(new EhrAnswer.Unavailable(EhrFault.SignIn), await ReadAsync(host));
        Assert.Equal(new EhrCreation.Unavailable(EhrFault.SignIn), await CreateAsync(host));
        Assert.Empty(_ehr.Calls);
    }

    [Theory]
    [InlineData("""{"error":"invalid_client","error_description":"Clinic 12 has no user for it"}""", "invalid_client")]
    [InlineData("""{"error":"the clinic's own words"}""", "none")]
    [InlineData("""{"error":{"code":"invalid_client"}}""", "none")]
    [InlineData("<html>", "none")]
    public async Task Why_no_token_was_given_is_logged_with_the_key_and_without_the_EHRs_words(string body, string error)
    {
        _ehr.TokenAnswer = http =>
        {
            http.Response.StatusCode = 401;
            return http.Response.WriteAsync(body, Cancellation);
        };
        using var log = new CapturedLog();
        await using var host = ConnectedHost.To(_ehr.FhirBase, services => services.AddSingleton<ILoggerProvider>(log), ("Ehr:KeyFile", _keys.Rsa().File));

        await ReadAsync(host);

        Assert.StartsWith($"The EHR gave the gateway no token: 401, {error}; it was asked with key k1 (RS384)", Assert.Single(log.Lines, line => line.Contains("no token", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("clinic", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_key_that_was_exchanged_in_its_file_serves_from_the_next_sign_in_on_and_what_is_no_key_does_not()
    {
        var file = _keys.Rsa().File;
        var (exchanged, known) = _keys.Elliptic(ECCurve.NamedCurves.nistP384);
        await using var host = ConnectedHost.To(_ehr.FhirBase, file);
        await ReadAsync(host);

        foreach (var content in (string[])[await File.ReadAllTextAsync(exchanged, Cancellation), "half a k"])
        {
            await File.WriteAllTextAsync(file, content, Cancellation);
            _ehr.RevokeTokens();
            Assert.IsType<EhrAnswer.Found>(await ReadAsync(host));

            var proof = await new JsonWebTokenHandler().ValidateTokenAsync(_ehr.SignIns[^1]["client_assertion"], new TokenValidationParameters
            {
                ValidIssuer = "gateway",
                ValidAudience = _ehr.TokenEndpoint.OriginalString,
                IssuerSigningKey = known,
            });
            Assert.True(proof.IsValid, proof.Exception?.Message);
        }

        Assert.Equal(3, _ehr.SignIns.Count);
    }

    [Fact]
    public async Task A_failed_sign_in_is_tried_anew_by_the_next_call()
    {
        _ehr.TokenAnswer = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await using var host = Signed();
        await ReadAsync(host);
        _ehr.TokenAnswer = null;

        Assert.IsType<EhrAnswer.Found>(await ReadAsync(host));
    }

    [Fact]
    public void A_token_does_not_show_itself() =>
        Assert.DoesNotContain("secret", new EhrToken("secret", DateTimeOffset.UnixEpoch).ToString(), StringComparison.Ordinal);

    private static Task<EhrAnswer> ReadAsync(ConnectedHost host) => host.Get<EhrClient>().ReadAsync("Patient/susie-smith", Cancellation);

    private static Task<EhrCreation> CreateAsync(ConnectedHost host) =>
        host.Get<EhrClient>().CreateAsync("Communication", "{}"u8.ToArray(), Cancellation);

    private ConnectedHost Signed() => ConnectedHost.To(_ehr.FhirBase, _keys.Rsa().File);
}
