using System.Collections.Frozen;
using System.Text.Json;

namespace Gateway.Connections;

/// <summary>Reads why a token was refused: one of the codes that the standards name. What else stands in such an answer is free text, which is neither kept nor logged.</summary>
internal static class OAuthError
{
    public const string None = "none";

    // RFC 6749 (5.2, 4.1.2.1), and RFC 9449 for servers that bind tokens to a key.
    private static readonly FrozenSet<string> _codes = FrozenSet.ToFrozenSet(
    [
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope", "access_denied", "server_error",
        "temporarily_unavailable", "invalid_dpop_proof", "use_dpop_nonce",
    ]);

    /// <summary>The code; <see cref="None"/> for an answer without one, or with one that nobody defined.</summary>
    public static string In(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.Text("error") is { } code && _codes.Contains(code) ? code : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}
