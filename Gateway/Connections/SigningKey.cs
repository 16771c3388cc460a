using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Connections;

/// <summary>Reads the private key that the gateway proves its identity with to an EHR.</summary>
internal static class SigningKey
{
    /// <summary>The credentials in a JSON Web Key file: RS384 for RSA, ES384 for a key on P-384 (SMART asks for these).</summary>
    public static SigningCredentials Read(string file) => Parse(File.ReadAllText(file));

    /// <summary>The credentials in a JSON Web Key.</summary>
    public static SigningCredentials Parse(string text)
    {
        var key = JsonWebKey.Create(text);
        return new SigningCredentials(key, AlgorithmOf(key) ?? throw new InvalidOperationException(NotUsable));
    }

    /// <summary>Why the file cannot be used, without a word of what is in it; null when it can.</summary>
    public static string? Complaint(string file)
    {
        try
        {
            return ComplaintOf(File.ReadAllText(file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "names a file that cannot be read.";
        }
    }

    /// <summary>Why the text cannot be used as a key, without a word of what is in it; null when it can.</summary>
    public static string? ComplaintOf(string text)
    {
        try
        {
            var key = JsonWebKey.Create(text);
            return AlgorithmOf(key) is null || !key.HasPrivateKey || string.IsNullOrEmpty(key.Kid) ? NotUsable : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or JsonException or CryptographicException)
        {
            return NotUsable;
        }
    }

    private const string NotUsable = "must be one private JSON Web Key with a kid: RSA, or EC on curve P-384.";

    private static string? AlgorithmOf(JsonWebKey key) => (key.Kty, key.Crv) switch
    {
        (JsonWebAlgorithmsKeyTypes.RSA, _) => SecurityAlgorithms.RsaSha384,
        (JsonWebAlgorithmsKeyTypes.EllipticCurve, "P-384") => SecurityAlgorithms.EcdsaSha384,
        _ => null,
    };
}
