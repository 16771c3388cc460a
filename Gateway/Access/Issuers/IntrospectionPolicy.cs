using System.Security.Claims;
using System.Text.Json;

namespace Gateway.Access.Issuers;

/// <summary>What an introspection answer (RFC 7662, SMART App Launch 2.2) means for this server. Pure; what is not plain is inactive.</summary>
internal static class IntrospectionPolicy
{
    private static readonly string[] Kept = ["scope", "client_id", "sub", "patient", "encounter", "fhirUser"];

    public static Introspection Judge(JsonElement answer, IssuerOptions issuer, string audience, DateTimeOffset now)
    {
        var isGood = answer.ValueKind == JsonValueKind.Object
            && answer.TryGetProperty("active", out var active) && active.ValueKind == JsonValueKind.True
            && IsAbsentOr(answer, "iss", value => IsText(value, issuer.Issuer))
            && IsAbsentOr(answer, "aud", value => HoldsAudience(value, audience))
            && IsAbsentOr(answer, "token_type", value => value.ValueKind == JsonValueKind.String && "Bearer".Equals(value.GetString(), StringComparison.OrdinalIgnoreCase))
            && IsAbsentOr(answer, "nbf", value => TimeOf(value) <= now + TokenRules.ClockSkew)
            && IsAbsentOr(answer, "iat", value => TimeOf(value) <= now + TokenRules.ClockSkew)
            // Bound to a key whose possession nobody proved.
            && !answer.TryGetProperty("cnf", out _);

        // SMART: exp SHALL be there. One that is missing, or no number, would let the token live for ever.
        if (!isGood || !answer.TryGetProperty("exp", out var exp) || TimeOf(exp) is not { } end || end <= now)
        {
            return new Introspection.Inactive();
        }

        var claims = Kept
            .Where(name => answer.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String)
            .Select(name => new Claim(name, answer.GetProperty(name).GetString()!));
        return new Introspection.Active(new ClaimsPrincipal(new ClaimsIdentity(claims, issuer.Issuer)), end);
    }

    private static bool IsAbsentOr(JsonElement answer, string name, Func<JsonElement, bool> holds) =>
        !answer.TryGetProperty(name, out var member) || holds(member);

    private static bool IsText(JsonElement value, string expected) => value.ValueKind == JsonValueKind.String && value.ValueEquals(expected);

    private static bool HoldsAudience(JsonElement value, string audience) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Any(one => IsText(one, audience))
        : IsText(value, audience);

    private static DateTimeOffset? TimeOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds)
            : null;
}
