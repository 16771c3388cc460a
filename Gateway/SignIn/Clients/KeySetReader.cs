using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.SignIn.Clients;

/// <summary>Reads JSON Web Key Sets: public keys for RS384 and ES384, and nothing that is to be kept secret.</summary>
internal static class KeySetReader
{
    private const int Most = 20;
    private const int ShortestRsa = 2048 / 8;
    private const int LongestRsa = 4096 / 8;

    /// <summary>The members that make a key a secret; <c>k</c> is a symmetric one.</summary>
    private static readonly string[] Secrets = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <summary>A set that an operator registers: each key must be usable, since a key that is passed over would be missed later.</summary>
    public static KeySetReading Registered(JsonElement set)
    {
        var keys = ImmutableArray.CreateBuilder<ClientKey>();
        var json = new JsonArray();
        if (KeysOf(set) is not { Count: > 0 and <= Most } given)
        {
            return new KeySetReading.Unusable($"A key set has between 1 and {Most} keys, in its member keys.");
        }

        foreach (var key in given)
        {
            if (ComplaintAbout(key) is { } complaint)
            {
                return new KeySetReading.Unusable(complaint);
            }

            keys.Add(Read(key)!);
            json.Add((JsonNode)PublicHalf(key));
        }

        return keys.DistinctBy(key => (key.Kind, key.Id)).Count() < keys.Count
            ? new KeySetReading.Unusable("Two keys of one kind have the same kid.")
            : new KeySetReading.Usable(new KeySet(keys.ToImmutable()), new JsonObject { ["keys"] = json }.ToJsonString());
    }

    /// <summary>A set that a client publishes: it may have keys for other purposes, which are passed over.</summary>
    public static KeySet Published(JsonElement set) => new(
        [.. (KeysOf(set) ?? []).Take(Most).Where(key => ComplaintAbout(key) is null).Select(Read).OfType<ClientKey>()]);

    private static List<JsonElement>? KeysOf(JsonElement set) =>
        set.ValueKind == JsonValueKind.Object && set.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array ? [.. keys.EnumerateArray()] : null;

    private static string? ComplaintAbout(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object)
        {
            return "A key is an object.";
        }

        if (Text(key, "kty") == "oct" || Array.Exists(Secrets, secret => key.TryGetProperty(secret, out _)))
        {
            return "A private or symmetric key was sent. It was not kept, but take it for lost: make a new one, and register its public half.";
        }

        return (Text(key, "kid"), Text(key, "use"), Text(key, "kty"), Text(key, "alg")) switch
        {
            (null or "", _, _, _) => "Each key needs a kid.",
            (_, not (null or "sig"), _, _) => "A key is for another use than signatures.",
            (_, _, KeyKind.Rsa, null or "RS384") or (_, _, KeyKind.EllipticCurve, null or "ES384") when Read(key) is not null => null,
            _ => "A key is RSA with 2048 to 4096 bits, for RS384, or EC on curve P-384, for ES384.",
        };
    }

    private static ClientKey? Read(JsonElement key)
    {
        try
        {
            return Text(key, "kty") == KeyKind.Rsa ? ReadRsa(key) : ReadEllipticCurve(key);
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static ClientKey? ReadRsa(JsonElement key)
    {
        var parameters = new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") };
        using var imported = RSA.Create(parameters);
        return parameters.Modulus!.Length is >= ShortestRsa and <= LongestRsa ? ClientKey.Of(Text(key, "kid")!, parameters) : null;
    }

    private static ClientKey? ReadEllipticCurve(JsonElement key)
    {
        if (Text(key, "crv") != "P-384")
        {
            return null;
        }

        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP384, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } };
        // Whether the point lies on the curve shows when it is imported.
        using var imported = ECDsa.Create(parameters);
        return ClientKey.Of(Text(key, "kid")!, parameters);
    }

    private static JsonObject PublicHalf(JsonElement key)
    {
        var half = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["kty", "kid", "use", "alg", "n", "e", "crv", "x", "y"])
        {
            if (Text(key, name) is { } value)
            {
                half[name] = value;
            }
        }

        return half;
    }

    private static byte[] Bytes(JsonElement key, string member) => Base64UrlEncoder.DecodeBytes(Text(key, member) ?? throw new FormatException());

    private static string? Text(JsonElement key, string member) =>
        key.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
