using System.Buffers.Text;
using System.Text.Json;

namespace Gateway.Access.Issuers;

/// <summary>
/// What a JWT must look like before its signature is worth checking. It refuses what readers of JSON are known to disagree about, and
/// what asks for more than a signature check by known keys: tokens that bring their own key, extensions, proof of possession.
/// </summary>
internal static class TokenShape
{
    private const int Longest = 16 * 1024;

    /// <summary>Unless this is the end of time, a token that holds for longer was not meant to be a bearer token.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    // Keys come from the issuer's discovery alone, and an extension that is critical is one we do not know.
    private static readonly string[] NotInHeader = ["jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc"];

    // Bound to a key whose possession nobody proved, or no access token at all.
    private static readonly string[] NotInPayload = ["cnf", "at_hash", "c_hash", "events"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>True if the token may be given to a signature check.</summary>
    public static bool IsSound(ReadOnlySpan<char> token, DateTimeOffset now)
    {
        if (!TrySplit(token, out var header, out var payload))
        {
            return false;
        }

        using var head = Read(token[header]);
        using var body = Read(token[payload]);
        return head is not null && body is not null && IsSoundHeader(head.RootElement) && IsSoundPayload(body.RootElement, now);
    }

    /// <summary>The issuer a token says it is of; null if it is no JWT. To choose a judge by, never to believe.</summary>
    public static string? IssuerOf(ReadOnlySpan<char> token)
    {
        if (!TrySplit(token, out _, out var payload))
        {
            return null;
        }

        using var body = Read(token[payload]);
        return body?.RootElement.TryGetProperty("iss", out var issuer) == true && issuer.ValueKind == JsonValueKind.String ? issuer.GetString() : null;
    }

    private static bool IsSoundHeader(JsonElement header) =>
        IsText(header, "alg")
        && IsText(header, "typ")
        && (!header.TryGetProperty("kid", out var kid) || kid.ValueKind == JsonValueKind.String)
        && !NotInHeader.Any(name => header.TryGetProperty(name, out _));

    private static bool IsSoundPayload(JsonElement payload, DateTimeOffset now) =>
        IsText(payload, "iss")
        && IsAudience(payload)
        && TimeOf(payload, "exp") is { } end && end <= now + LongestLife
        && IsPast(payload, "nbf", now)
        && IsPast(payload, "iat", now)
        && !NotInPayload.Any(name => payload.TryGetProperty(name, out _));

    private static bool IsAudience(JsonElement payload) => payload.TryGetProperty("aud", out var audience) && audience.ValueKind switch
    {
        JsonValueKind.String => true,
        JsonValueKind.Array => audience.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String),
        _ => false,
    };

    private static bool IsPast(JsonElement payload, string name, DateTimeOffset now) =>
        !payload.TryGetProperty(name, out _) || (TimeOf(payload, name) is { } time && time <= now + TokenRules.ClockSkew);

    // RFC 7519 allows a fraction, and only numbers.
    private static DateTimeOffset? TimeOf(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.Number && time.TryGetDouble(out var seconds)
        && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds)
            : null;

    private static bool IsText(JsonElement parent, string name) => parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String;

    private static bool TrySplit(ReadOnlySpan<char> token, out Range header, out Range payload)
    {
        (header, payload) = (default, default);
        Span<Range> parts = stackalloc Range[4];
        if (token.Length > Longest || token.Split(parts, '.') != 3)
        {
            return false;
        }

        (header, payload) = (parts[0], parts[1]);
        return IsBase64Url(token[parts[0]]) && IsBase64Url(token[parts[1]]) && IsBase64Url(token[parts[2]]);
    }

    private static bool IsBase64Url(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return text.Length > 0 && text.Length % 4 != 1;
    }

    private static JsonDocument? Read(ReadOnlySpan<char> part)
    {
        try
        {
            var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part), Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            return null;
        }
    }
}
