using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.SignIn.Systems;

/// <summary>A client's assertion taken apart. Nothing in it is believed before its signature is.</summary>
internal sealed record Assertion
{
    private static readonly JsonWebTokenHandler Tokens = new() { MaximumTokenSizeInBytes = 16 * 1024 };

    public required string Algorithm { get; init; }

    public required string KeyId { get; init; }

    public required string? Type { get; init; }

    public required string? KeySetUrl { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required IReadOnlyList<string> Audiences { get; init; }

    public required string? Id { get; init; }

    public required DateTimeOffset? End { get; init; }

    /// <summary>The latest of <c>nbf</c> and <c>iat</c>, if they are given.</summary>
    public required DateTimeOffset? Begin { get; init; }

    /// <summary>What is signed.</summary>
    public required byte[] Signed { get; init; }

    public required byte[] Signature { get; init; }

    /// <summary>False for what is no signed JWT, or says that it must be read by rules that are not ours (<c>crit</c>).</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Assertion? assertion)
    {
        try
        {
            assertion = text is not null && Tokens.CanReadToken(text) ? Read(Tokens.ReadJsonWebToken(text)) : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or SecurityTokenException or JsonException or InvalidOperationException)
        {
            assertion = null;
        }

        return assertion is not null;
    }

    private static Assertion? Read(JsonWebToken token) => token.IsEncrypted || token.TryGetHeaderValue<object>("crit", out _) ? null : new Assertion
    {
        Algorithm = token.Alg,
        KeyId = token.Kid,
        Type = token.Typ,
        KeySetUrl = token.TryGetHeaderValue<string>("jku", out var url) ? url : null,
        Issuer = token.Issuer,
        Subject = token.Subject,
        Audiences = [.. token.Audiences],
        Id = token.Id,
        End = InstantOf(token, "exp"),
        Begin = Later(InstantOf(token, "nbf"), InstantOf(token, "iat")),
        Signed = Encoding.ASCII.GetBytes($"{token.EncodedHeader}.{token.EncodedPayload}"),
        Signature = Base64UrlEncoder.DecodeBytes(token.EncodedSignature),
    };

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private static DateTimeOffset? InstantOf(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<long>(claim, out var seconds) && seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
