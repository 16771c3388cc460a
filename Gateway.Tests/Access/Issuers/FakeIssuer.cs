using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Access.Issuers;

/// <summary>A token issuer of the test's own: it publishes the keys it is given, plays Entra ID's tenant, and answers what it is told to of opaque tokens.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    public const string Tenant = "5f1c9d3e-0b5a-4c1e-9a2d-7e8f60718293";

    private readonly WebApplication app;

    private FakeIssuer(Uri url)
    {
        Url = url.ToString().TrimEnd('/');
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Discovery(Url));
        app.MapGet($"/{Tenant}/v2.0/.well-known/openid-configuration", () => Discovery(EntraIssuer));
        app.MapGet("/jwks", Jwks);
        app.MapPost("/introspect", (Delegate)IntrospectAsync);
        app.MapFallback((HttpContext context) => Strangers.Enqueue(context.Request.Path));
    }

    /// <summary>Its <c>iss</c>.</summary>
    public string Url { get; }

    /// <summary>The <c>iss</c> of its Entra ID tenant.</summary>
    public string EntraIssuer => $"{Url}/{Tenant}/v2.0";

    public ForgeKey Key { get; private set; } = ForgeKey.Rsa("first");

    public ForgeKey Elliptic { get; } = ForgeKey.Ec("curve");

    /// <summary>Requests for anything but what an issuer serves.</summary>
    public ConcurrentQueue<string> Strangers { get; } = [];

    /// <summary>How often keys were fetched.</summary>
    public int KeysRead { get; private set; }

    /// <summary>Questions about opaque tokens: the form, and the Authorization header.</summary>
    public ConcurrentQueue<(Dictionary<string, string> Form, string? Authorization)> Questions { get; } = [];

    /// <summary>The answer to a question about a token; none makes it fail.</summary>
    public Func<string, JsonNode?> Answer { get; set; } = _ => new JsonObject { ["active"] = false };

    /// <summary>Takes time over answers.</summary>
    public TimeSpan Thinks { get; set; }

    public static Task<FakeIssuer> StartAsync() => FreePort.StartedAsync(async () =>
    {
        var issuer = new FakeIssuer(FreePort.Url());
        await issuer.app.StartAsync();
        return issuer;
    });

    /// <summary>Signs with a new key from now on, and publishes no other.</summary>
    public void Roll() => Key = ForgeKey.Rsa(Guid.NewGuid().ToString("N"));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private IResult Discovery(string issuer) => Results.Text(
        new JsonObject { ["issuer"] = issuer, ["jwks_uri"] = $"{Url}/jwks" }.ToJsonString(), "application/json");

    private IResult Jwks()
    {
        KeysRead++;
        return Results.Text(new JsonObject { ["keys"] = new JsonArray(Key.Public(), Elliptic.Public()) }.ToJsonString(), "application/json");
    }

    private async Task<IResult> IntrospectAsync(HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync(context.RequestAborted)).ToDictionary(field => field.Key, field => field.Value.ToString());
        Questions.Enqueue((form, context.Request.Headers.Authorization));
        await Task.Delay(Thinks, context.RequestAborted);
        return Answer(form["token"]) is { } answer ? Results.Text(answer.ToJsonString(), "application/json") : Results.StatusCode(500);
    }
}

/// <summary>A key to sign tokens with, as honest issuers and forgers do.</summary>
internal sealed class ForgeKey
{
    private ForgeKey(string id, string algorithm, RSA? rsa, ECDsa? ec) => (Id, Algorithm, PrivateRsa, PrivateEc) = (id, algorithm, rsa, ec);

    public string Id { get; }

    public string Algorithm { get; }

    public RSA? PrivateRsa { get; }

    public ECDsa? PrivateEc { get; }

    public static ForgeKey Rsa(string id) => new(id, "RS256", RSA.Create(2048), null);

    /// <summary>A key that an issuer keeps in memory.</summary>
    public static ForgeKey Of(RsaSecurityKey key) => new(key.KeyId, "RS256", RSA.Create(key.Parameters), null);

    public static ForgeKey Ec(string id) => new(id, "ES256", null, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public byte[] Sign(byte[] content) => PrivateRsa is { } rsa
        ? rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : PrivateEc!.SignData(content, HashAlgorithmName.SHA256);

    /// <summary>As a JSON Web Key.</summary>
    public JsonObject Public()
    {
        var key = PrivateRsa is { } rsa
            ? JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)) { KeyId = Id })
            : JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(PrivateEc!.ExportParameters(false))) { KeyId = Id });
        (string Name, string? Value)[] members = [("kty", key.Kty), ("kid", Id), ("use", "sig"), ("n", key.N), ("e", key.E), ("crv", key.Crv), ("x", key.X), ("y", key.Y)];
        return [.. members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value))];
    }

    public string PublicJson() => JsonSerializer.Serialize(Public());
}
