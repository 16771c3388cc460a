using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.SignIn;

/// <summary>The keys that sign the gateway's own tokens: one signs, all of them are published.</summary>
internal sealed class GatewayKeys(IOptions<SignInOptions> options)
{
    private const int ShortestRsa = 2048;
    private const string NotUsable = "must be a private key in PEM: RSA of 2048 bits or more, or EC on curve P-256 or P-384.";

    private readonly Lazy<JsonWebKey[]> keys = new(() => [.. options.Value.KeyFiles.Select(Read)]);

    /// <summary>False where no key is configured: then the gateway gives no tokens.</summary>
    public bool CanSign => options.Value.KeyFiles.Count > 0;

    public SigningCredentials Signing => new(keys.Value[0], keys.Value[0].Alg);

    /// <summary>All keys, to check tokens with.</summary>
    public IEnumerable<SecurityKey> All => keys.Value;

    /// <summary>The public halves as a JSON Web Key Set.</summary>
    public JsonObject Published() => new() { ["keys"] = new JsonArray([.. keys.Value.Select(PublicHalf)]) };

    /// <summary>Why a file cannot be used, without a word of what is in it; null when it can.</summary>
    public static string? ComplaintAbout(string file)
    {
        try
        {
            Read(file);
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "names a file that cannot be read.";
        }
        catch (Exception malformed) when (malformed is ArgumentException or CryptographicException or NotSupportedException)
        {
            return NotUsable;
        }
    }

    private static JsonWebKey Read(string file)
    {
        var pem = File.ReadAllText(file);
        var key = ReadEllipticCurve(pem) ?? ReadRsa(pem);
        key.Use = JsonWebKeyUseNames.Sig;
        // The name follows from the key, so that all replicas call it the same.
        key.Kid = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }

    // A key in PKCS#8 does not say in its first line of which kind it is.
    private static JsonWebKey? ReadEllipticCurve(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception other) when (other is CryptographicException or ArgumentException)
        {
            return null;
        }

        var members = key.ExportParameters(includePrivateParameters: true);
        var (curve, algorithm) = members.Curve.Oid.FriendlyName switch
        {
            "nistP256" or "ECDSA_P256" => ("P-256", SecurityAlgorithms.EcdsaSha256),
            "nistP384" or "ECDSA_P384" => ("P-384", SecurityAlgorithms.EcdsaSha384),
            _ => throw new ArgumentException(NotUsable),
        };
        return new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = curve,
            X = Base64UrlEncoder.Encode(members.Q.X),
            Y = Base64UrlEncoder.Encode(members.Q.Y),
            D = Base64UrlEncoder.Encode(members.D),
            Alg = algorithm,
        };
    }

    private static JsonWebKey ReadRsa(string pem)
    {
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(includePrivateParameters: true)));
        jwk.Alg = SecurityAlgorithms.RsaSha384;
        return key.KeySize >= ShortestRsa ? jwk : throw new ArgumentException(NotUsable);
    }

    // Member by member: what is not named here cannot get out.
    private static JsonObject PublicHalf(JsonWebKey key)
    {
        var half = new JsonObject { ["kty"] = key.Kty, ["kid"] = key.Kid, ["use"] = key.Use, ["alg"] = key.Alg };
        (string Name, string? Value)[] members = key.Kty == JsonWebAlgorithmsKeyTypes.RSA
            ? [("n", key.N), ("e", key.E)]
            : [("crv", key.Crv), ("x", key.X), ("y", key.Y)];
        foreach (var (name, value) in members)
        {
            half[name] = value;
        }

        return half;
    }
}
