using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.SignIn;

/// <summary>A system with keys of its own. Its assertions are put together by hand, so that anything can be wrong with them.</summary>
internal sealed class ASystem : IDisposable
{
    public const string KeyId = "2026-11";

    private readonly ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly RSA rsa = RSA.Create(2048);

    public string Id { get; init; } = $"lab-{Guid.NewGuid():N}";

    /// <summary>Its public keys: one of each kind, under one kid.</summary>
    public JsonObject Jwks() => new() { ["keys"] = new JsonArray(Curve(), Rsa()) };

    public JsonObject Curve(string kid = KeyId)
    {
        var key = curve.ExportParameters(includePrivateParameters: false);
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-384", ["kid"] = kid, ["x"] = Encode(key.Q.X!), ["y"] = Encode(key.Q.Y!) };
    }

    public JsonObject Rsa(string kid = KeyId)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject { ["kty"] = "RSA", ["kid"] = kid, ["use"] = "sig", ["alg"] = "RS384", ["n"] = Encode(key.Modulus!), ["e"] = Encode(key.Exponent!) };
    }

    public JsonObject WithPrivateHalf()
    {
        var key = Curve();
        key["d"] = Encode(curve.ExportParameters(includePrivateParameters: true).D!);
        return key;
    }

    public JsonObject Registration(params string[] scopes) => new()
    {
        ["clientId"] = Id,
        ["name"] = "Laboratory of the north clinic",
        ["scopes"] = new JsonArray([.. (scopes.Length == 0 ? ["system/Communication.crs"] : scopes).Select(scope => (JsonNode)scope)]),
        ["jwks"] = Jwks(),
    };

    public string Assertion(string audience, Action<JsonObject>? header = null, Action<JsonObject>? claims = null, string algorithm = "ES384")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var head = new JsonObject { ["alg"] = algorithm, ["kid"] = KeyId, ["typ"] = "JWT" };
        var body = new JsonObject { ["iss"] = Id, ["sub"] = Id, ["aud"] = audience, ["exp"] = now + 240, ["jti"] = Guid.NewGuid().ToString("N") };
        header?.Invoke(head);
        claims?.Invoke(body);
        var signed = $"{Encode(Encoding.UTF8.GetBytes(head.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(body.ToJsonString()))}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = algorithm switch
        {
            "ES384" => curve.SignData(bytes, HashAlgorithmName.SHA384),
            "RS384" => rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            // The public key taken for a shared secret.
            "HS384" => HMACSHA384.HashData(Encoding.UTF8.GetBytes(Rsa().ToJsonString()), bytes),
            _ => [],
        };
        return $"{signed}.{Encode(signature)}";
    }

    /// <summary>Claims that name another client.</summary>
    public static Action<JsonObject> CallingItself(string id) => claims => (claims["iss"], claims["sub"]) = (id, id);

    /// <summary>The form of a good request.</summary>
    public static Dictionary<string, string> Form(string assertion, string scope = "system/Communication.rs") => new()
    {
        ["grant_type"] = "client_credentials",
        ["scope"] = scope,
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = assertion,
    };

    public void Dispose()
    {
        curve.Dispose();
        rsa.Dispose();
    }

    private static string Encode(byte[] bytes) => Base64UrlEncoder.Encode(bytes);
}
