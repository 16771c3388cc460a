using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace SmartApp.Ehrs;

/// <summary>Reads the private key that the add-on proves its identity with to an EHR (<c>private_key_jwt</c>).</summary>
internal static class AssertionKey
{
    private const string NotUsable = "must be one private JSON Web Key with a kid: RSA, or EC on curve P-384.";

    /// <summary>The credentials: RS384 for RSA, ES384 for a key on P-384 (SMART asks for these).</summary>
    public static SigningCredentials Read(string file)
    {
        var key = JsonWebKey.Create(File.ReadAllText(file));
        // OpenIddict offers private_key_jwt for keys of an asymmetric type alone, which a JSON Web Key by itself is not.
        return JsonWebKeyConverter.TryConvertToSecurityKey(key, out var converted) && AlgorithmOf(key) is { } algorithm
            ? new SigningCredentials(converted, algorithm)
            : throw new InvalidOperationException(NotUsable);
    }

    /// <summary>Why the file cannot be used, without a word of what is in it; null when it can.</summary>
    public static string? Complaint(string file)
    {
        try
        {
            var key = JsonWebKey.Create(File.ReadAllText(file));
            return AlgorithmOf(key) is null || !key.HasPrivateKey || string.IsNullOrEmpty(key.Kid) ? NotUsable : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "names a file that cannot be read.";
        }
        catch (Exception malformed) when (malformed is ArgumentException or JsonException or CryptographicException)
        {
            return NotUsable;
        }
    }

    private static string? AlgorithmOf(JsonWebKey key) => (key.Kty, key.Crv) switch
    {
        (JsonWebAlgorithmsKeyTypes.RSA, _) => SecurityAlgorithms.RsaSha384,
        (JsonWebAlgorithmsKeyTypes.EllipticCurve, "P-384") => SecurityAlgorithms.EcdsaSha384,
        _ => null,
    };
}
