using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Gateway.Connections;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Connections;

/// <summary>The key for the EHR is a secret in Azure Key Vault, here one on this machine that speaks its REST API.</summary>
public sealed class VaultKeyTests : IAsyncLifetime
{
    private const string Secret = "https://clinic.vault.azure.net/secrets/ehr-key";

    private readonly KeyFiles keys = new();
    private readonly List<string> asked = [];
    private string? secret;
    private GuardedEhr ehr = null!;
    private WebApplication vault = null!;
    private Uri vaultUrl = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ehr = await GuardedEhr.StartAsync(Cancel);
        vaultUrl = FreePort.Url();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(vaultUrl.ToString());
        vault = builder.Build();
        vault.MapGet("/secrets/{name}/{version?}", Answer);
        await vault.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        keys.Dispose();
        await vault.DisposeAsync();
        await ehr.DisposeAsync();
    }

    [Fact]
    public async Task The_gateway_signs_in_with_the_secret_and_asks_the_vault_with_a_token_of_its_identity()
    {
        var (file, key) = keys.Rsa();
        secret = await File.ReadAllTextAsync(file, Cancel);
        await using var host = Connected(Secret);

        Assert.IsType<EhrAnswer.Found>(await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel));

        Assert.Equal(["ehr-key/ Bearer of-the-identity"], asked);
        Assert.True(await IsSignedByAsync(0, key));
    }

    [Fact]
    public async Task A_key_that_was_exchanged_serves_from_the_next_sign_in_on_and_the_last_one_while_the_vault_is_away()
    {
        var (first, _) = keys.Rsa();
        var (second, exchanged) = keys.Elliptic(ECCurve.NamedCurves.nistP384);
        secret = await File.ReadAllTextAsync(first, Cancel);
        await using var host = Connected(Secret);
        await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel);

        secret = await File.ReadAllTextAsync(second, Cancel);
        ehr.RevokeTokens();
        await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel);
        Assert.True(await IsSignedByAsync(1, exchanged));

        secret = null;
        ehr.RevokeTokens();
        Assert.IsType<EhrAnswer.Found>(await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel));
        Assert.True(await IsSignedByAsync(2, exchanged));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_last_key_serves_on_while_there_is_no_vault_at_all(int retries)
    {
        var (file, key) = keys.Rsa();
        secret = await File.ReadAllTextAsync(file, Cancel);
        await using var host = Connected(Secret, retries: retries);
        await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel);
        ehr.RevokeTokens();
        await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel);

        await vault.StopAsync(Cancel);
        ehr.RevokeTokens();

        Assert.IsType<EhrAnswer.Found>(await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel));
        Assert.True(await IsSignedByAsync(2, key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no key at all")]
    public async Task Without_a_usable_key_nothing_is_sent_to_the_EHR_and_the_fault_is_the_sign_ins(string? stored)
    {
        secret = stored;
        await using var host = Connected(Secret);

        var answer = Assert.IsType<EhrAnswer.Unavailable>(await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel));

        Assert.Equal(EhrFault.SignIn, answer.Fault);
        Assert.Empty(ehr.SignIns);
    }

    [Fact]
    public async Task A_version_that_is_named_is_the_one_that_is_asked_for()
    {
        secret = await File.ReadAllTextAsync(keys.Rsa().File, Cancel);
        await using var host = Connected($"{Secret}/0123456789abcdef");

        await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel);

        Assert.StartsWith("ehr-key/0123456789abcdef ", Assert.Single(asked), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://clinic.vault.azure.net/secrets/ehr-key", null)]
    [InlineData("https://clinic.vault.azure.net/", null)]
    [InlineData(Secret, "{}")]
    public async Task What_names_no_secret_and_two_keys_stop_the_start(string address, string? key)
    {
        await using var host = Connected(address, key);

        Assert.NotEmpty(host.Complaints());
    }

    [Fact]
    public async Task A_key_can_stand_in_the_settings_themselves()
    {
        var (file, key) = keys.Rsa();
        await using var host = ConnectedHost.To(ehr.FhirBase, more: ("Ehr:Key", await File.ReadAllTextAsync(file, Cancel)));

        Assert.IsType<EhrAnswer.Found>(await host.Get<EhrClient>().ReadAsync("Patient/1", Cancel));

        Assert.True(await IsSignedByAsync(0, key));
    }

    private ConnectedHost Connected(string address, string? key = null, int retries = 0)
    {
        var handler = new ToThisMachine(vaultUrl);
        return ConnectedHost.To(
            ehr.FhirBase,
            services =>
            {
                services.AddSingleton<TokenCredential>(new OneToken());
                services.AddSingleton(new SecretClientOptions { Transport = new HttpClientTransport(handler), Retry = { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(1) } });
            },
            [("Ehr:KeyVaultSecret", address), .. key is null ? Array.Empty<(string, string)>() : [("Ehr:Key", key)]]);
    }

    private IResult Answer(string name, string? version, HttpContext context)
    {
        if (context.Request.Headers.Authorization.ToString() is not { Length: > 0 } authorization)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer authorization=\"https://login.microsoftonline.com/the-tenant\", resource=\"https://vault.azure.net\"";
            return Results.StatusCode(401);
        }

        asked.Add($"{name}/{version} {authorization}");
        return secret is null
            ? Results.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = "SecretNotFound", ["message"] = "No." } }, statusCode: 404)
            : Results.Json(new JsonObject
            {
                ["id"] = $"{Secret}/{version ?? "latest"}",
                ["value"] = secret,
                ["attributes"] = new JsonObject { ["enabled"] = true },
            });
    }

    private async Task<bool> IsSignedByAsync(int signIn, SecurityKey key) => (await new JsonWebTokenHandler().ValidateTokenAsync(
        ehr.SignIns.ElementAt(signIn)["client_assertion"],
        new TokenValidationParameters { ValidIssuer = "gateway", ValidAudience = ehr.TokenEndpoint.OriginalString, IssuerSigningKey = key })).IsValid;

    /// <summary>Takes the vault's requests to the server that plays it: the client itself insists on https.</summary>
    private sealed class ToThisMachine(Uri server) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(server, request.RequestUri!.PathAndQuery);
            request.Version = HttpVersion.Version11;
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class OneToken : TokenCredential
    {
        private static AccessToken Token => new("of-the-identity", DateTimeOffset.MaxValue);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token);
    }
}
