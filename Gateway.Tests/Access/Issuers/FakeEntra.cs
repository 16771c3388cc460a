using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Access.Issuers;

/// <summary>
/// Plays the sign-in of one tenant of Entra ID for one application and one API, on this machine but under its real name and addresses, and strictly: what the real one would
/// refuse is answered with the number that it would give.
/// </summary>
internal sealed class FakeEntra : IAsyncDisposable
{
    public const string Host = "login.microsoftonline.com";
    public const string Tenant = "8a1e3c52-7d44-4f0e-9b43-0c2f6a5d7e91";
    public const string AnotherTenant = "1c7b9f0e-2222-4c1e-9a2d-7e8f60718293";
    public const string AddOn = "b6f0a3f4-9d1c-4b52-8a77-3f5e2c1d0b9a";
    public const string Gateway = "d0c9b8a7-1f2e-4d3c-8b4a-5e6f7a8b9c0d";
    public const string Scope = $"api://{Gateway}/operate";
    public const string Secret = "a-secret-of-the-registration";
    public const string Issuer = $"https://{Host}/{Tenant}/v2.0";

    private const string TokenEndpoint = $"https://{Host}/{Tenant}/oauth2/v2.0/token";

    private static readonly string[] _scopes = [Scope, "offline_access", "openid", "profile"];

    private readonly int port;
    private readonly WebApplication app;
    private readonly X509Certificate2 certificate = SelfSigned(Host);
    private readonly ForgeKey key = ForgeKey.Rsa("entra");
    private readonly ForgeKey another = ForgeKey.Rsa("entra");
    private readonly ConcurrentDictionary<string, Sign> codes = [];
    private readonly ConcurrentDictionary<string, Sign> refreshTokens = [];

    private FakeEntra(int port)
    {
        this.port = port;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(certificate)));
        app = builder.Build();
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant) => tenant == Tenant
            ? Results.Text(Discovery().ToJsonString(), "application/json")
            : Refused(400, "invalid_tenant", $"AADSTS90002: Tenant '{tenant}' not found."));
        app.MapGet($"/{Tenant}/discovery/v2.0/keys", () => Results.Text(Keys().ToJsonString(), "application/json"));
        app.MapGet("/common/discovery/instance", () => Results.Text(Instances().ToJsonString(), "application/json"));
        app.MapGet($"/{Tenant}/oauth2/v2.0/authorize", Authorize);
        app.MapPost($"/{Tenant}/oauth2/v2.0/token", (Delegate)TokenAsync);
        app.MapFallback((HttpContext context) =>
        {
            Strangers.Enqueue($"{context.Request.Host}{context.Request.Path}");
            return Results.NotFound();
        });
    }

    /// <summary>The accounts that its page offers, by name: who they are, and what their tokens say otherwise than a good one's.</summary>
    public Dictionary<string, Account> Accounts { get; } = [];

    /// <summary>Where the application may be sent back to, exactly.</summary>
    public string RedirectUri { get; set; } = "";

    /// <summary>The certificate that the registration has beside the secret.</summary>
    public X509Certificate2 Credential { get; } = SelfSigned("add-on");

    /// <summary>Requests for anything else, or to anybody else.</summary>
    public ConcurrentQueue<string> Strangers { get; } = [];

    /// <summary>How clients proved who they are.</summary>
    public ConcurrentQueue<string> Proofs { get; } = [];

    /// <summary>What a browser must be told, so that it finds this one under the real name.</summary>
    public string BrowserSwitch => $"--host-resolver-rules=MAP {Host} 127.0.0.1:{port}";

    public static Task<FakeEntra> StartAsync() => FreePort.StartedAsync(async () =>
    {
        var entra = new FakeEntra(FreePort.Url().Port);
        await entra.app.StartAsync();
        return entra;
    });

    /// <summary>Leads a server's requests here, whomever they are for.</summary>
    public HttpMessageHandler Way()
    {
        var way = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        way.SslOptions.RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == certificate.GetCertHashString();
        return way;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        certificate.Dispose();
        Credential.Dispose();
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static IResult Refused(int status, string error, string description) => Results.Text(
        new JsonObject { ["error"] = error, ["error_description"] = description, ["trace_id"] = Guid.Empty.ToString(), ["correlation_id"] = Guid.Empty.ToString() }.ToJsonString(),
        "application/json",
        statusCode: status);

    private static JsonObject Discovery() => new()
    {
        ["token_endpoint"] = TokenEndpoint,
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic", "self_signed_tls_client_auth"),
        ["jwks_uri"] = $"https://{Host}/{Tenant}/discovery/v2.0/keys",
        ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
        ["subject_types_supported"] = new JsonArray("pairwise"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["response_types_supported"] = new JsonArray("code", "id_token", "code id_token", "id_token token"),
        ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
        ["issuer"] = Issuer,
        ["request_uri_parameter_supported"] = false,
        ["userinfo_endpoint"] = "https://graph.microsoft.com/oidc/userinfo",
        ["authorization_endpoint"] = $"https://{Host}/{Tenant}/oauth2/v2.0/authorize",
        ["end_session_endpoint"] = $"https://{Host}/{Tenant}/oauth2/v2.0/logout",
        ["cloud_instance_name"] = "microsoftonline.com",
    };

    private static JsonObject Instances() => new()
    {
        ["tenant_discovery_endpoint"] = $"{Issuer}/.well-known/openid-configuration",
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject
        {
            ["preferred_network"] = Host,
            ["preferred_cache"] = "login.windows.net",
            ["aliases"] = new JsonArray(Host, "login.windows.net", "login.microsoft.com", "sts.windows.net"),
        }),
    };

    private JsonObject Keys()
    {
        var published = key.Public();
        published["issuer"] = Issuer;
        return new JsonObject { ["keys"] = new JsonArray(published) };
    }

    /// <summary>The page that offers accounts. Choosing one is a form that goes back to the application.</summary>
    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        var fault = true switch
        {
            _ when query["client_id"] != AddOn => "AADSTS700016: Application not found in the directory.",
            _ when query["redirect_uri"] != RedirectUri => "AADSTS50011: The redirect URI does not match the redirect URIs configured for the application.",
            _ when query["response_type"] != "code" || query["response_mode"] != "form_post" => "AADSTS700054: response_type is not enabled for the application.",
            _ when query["prompt"] != "select_account" || query["client_info"] != "1" => "AADSTS90023: No account would be chosen, or it would not be told of which directory it is.",
            _ when query["code_challenge_method"] != "S256" || query["code_challenge"].ToString().Length != 43 => "AADSTS9002325: Proof Key for Code Exchange is required.",
            _ when query["nonce"].ToString().Length < 20 || query["state"].ToString().Length < 20 => "AADSTS90014: A required field is missing.",
            _ when !query["scope"].ToString().Split(' ').Order(StringComparer.Ordinal).SequenceEqual(_scopes) => "AADSTS70011: The scope is not valid.",
            _ => null,
        };
        if (fault is not null)
        {
            return Results.Text(fault, statusCode: 400);
        }

        var page = new StringBuilder("<!DOCTYPE html><html lang=en><title>Pick an account</title><h1>Pick an account</h1>");
        foreach (var (name, account) in Accounts)
        {
            page.Append($"<form method=post action='{RedirectUri}'>");
            Add("state", query["state"]!);
            Add("session_state", Guid.NewGuid().ToString());
            if (account.Refusal is { } refusal)
            {
                Add("error", refusal.Error);
                Add("error_description", refusal.Description);
            }
            else
            {
                var code = $"1.{Guid.NewGuid():N}";
                codes[code] = new Sign(account, query["nonce"]!, query["code_challenge"]!);
                Add("code", code);
                Add("client_info", ClientInfo(account));
            }

            page.Append($"<button id='{name}'>{name}</button></form>");
        }

        return Results.Content(page.ToString(), "text/html; charset=utf-8");

        void Add(string field, string value) => page.Append($"<input type=hidden name={field} value=\"{HtmlEncoder.Default.Encode(value)}\">");
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["client_id"] != AddOn)
        {
            return Refused(400, "unauthorized_client", "AADSTS700016: Application not found in the directory.");
        }

        if (await ProofAsync(form) is not { } proof)
        {
            return Refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
        }

        Proofs.Enqueue(proof);
        if (!form["scope"].ToString().Split(' ').Contains(Scope))
        {
            return Refused(400, "invalid_scope", "AADSTS70011: The scope is not valid.");
        }

        switch (form["grant_type"].ToString())
        {
            case "authorization_code":
                if (!codes.TryRemove(form["code"].ToString(), out var sign))
                {
                    return Refused(400, "invalid_grant", "AADSTS54005: OAuth2 Authorization code was already redeemed.");
                }

                var verifier = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
                return form["redirect_uri"] != RedirectUri ? Refused(400, "invalid_client", "AADSTS500112: The reply address does not match.")
                    : verifier != sign.Challenge ? Refused(400, "invalid_grant", "AADSTS501481: The Code_Verifier does not match the code_challenge.")
                    : Granted(sign);
            case "refresh_token":
                return refreshTokens.TryRemove(form["refresh_token"].ToString(), out var kept)
                    ? Granted(kept)
                    : Refused(400, "invalid_grant", "AADSTS700082: The refresh token has expired.");
            default:
                return Refused(400, "unsupported_grant_type", "AADSTS70003: The grant type is not supported.");
        }
    }

    /// <summary>How the client proved who it is; null if it did not.</summary>
    private async Task<string?> ProofAsync(IFormCollection form)
    {
        if (form["client_secret"] == Secret)
        {
            return "secret";
        }

        if (form["client_assertion_type"] != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        {
            return null;
        }

        var judged = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"].ToString(), new TokenValidationParameters
        {
            ValidIssuer = AddOn,
            ValidAudience = TokenEndpoint,
            IssuerSigningKey = new RsaSecurityKey(Credential.GetRSAPublicKey()!),
        });
        return judged.IsValid && judged.Claims.TryGetValue("sub", out var subject) && subject is AddOn ? "certificate" : null;
    }

    private IResult Granted(Sign sign)
    {
        var refresh = $"1.{Guid.NewGuid():N}";
        refreshTokens[refresh] = sign;
        var answer = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = Scope,
            ["expires_in"] = 3599,
            ["ext_expires_in"] = 3599,
            ["access_token"] = Signed(sign.Account, Gateway, sign.Account.AccessToken, ("azp", AddOn), ("azpacr", "1"), ("scp", "operate")),
            ["refresh_token"] = refresh,
            ["id_token"] = Signed(sign.Account, AddOn, sign.Account.IdToken, ("nonce", sign.Nonce)),
            ["client_info"] = ClientInfo(sign.Account),
        };
        return Results.Text(answer.ToJsonString(), "application/json");
    }

    private string Signed(Account account, string audience, Action<JsonObject> change, params (string Name, string Value)[] more)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = Issuer,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3599,
            ["aio"] = Guid.NewGuid().ToString("N"),
            ["name"] = "Ode Admin",
            ["oid"] = account.Id,
            ["preferred_username"] = "ode.admin@clinic.example",
            ["rh"] = "1.AAAA",
            ["sub"] = $"{account.Id}-{audience}",
            ["tid"] = Tenant,
            ["uti"] = Guid.NewGuid().ToString("N"),
            ["ver"] = "2.0",
        };
        foreach (var (name, value) in more)
        {
            payload[name] = value;
        }

        // Roles are those of the API, and in its tokens alone.
        if (audience == Gateway && account.Roles.Length > 0)
        {
            payload["roles"] = new JsonArray([.. account.Roles.Select(role => JsonValue.Create(role))]);
        }

        change(payload);
        return AToken.Text(new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = key.Id }.ToJsonString(), payload.ToJsonString(), audience == AddOn && account.IsForged ? another.Sign : key.Sign);
    }

    private static string ClientInfo(Account account) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new JsonObject { ["uid"] = account.Id, ["utid"] = account.Home }.ToJsonString()));

    private sealed record Sign(Account Account, string Nonce, string Challenge);

    /// <summary>Somebody who can be chosen.</summary>
    internal sealed record Account(params string[] Roles)
    {
        public string Id { get; } = Guid.NewGuid().ToString();

        /// <summary>The directory that the account is of; a guest's is another.</summary>
        public string Home { get; init; } = Tenant;

        public Action<JsonObject> IdToken { get; init; } = _ => { };

        /// <summary>Its id token is signed by somebody else, under the directory's key id.</summary>
        public bool IsForged { get; init; }

        public Action<JsonObject> AccessToken { get; init; } = _ => { };

        /// <summary>What is answered instead of a code.</summary>
        public (string Error, string Description)? Refusal { get; init; }
    }
}
