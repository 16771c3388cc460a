using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Sandbox.Ehr.Access;

/// <summary>Turns a bearer token into its <see cref="Caller"/>; remembers recent ones, because a gateway sends the same token thousands of times.</summary>
internal sealed class TokenReader(SandboxOptions options, EhrKeys keys, TimeProvider clock)
{
    private const int Remembered = 2000;

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Expires)> _known = new();

    /// <summary>Null when the token is not ours, not for this EHR, or over.</summary>
    public async Task<Caller?> ReadAsync(string token)
    {
        if (_known.TryGetValue(token, out var known))
        {
            return clock.GetUtcNow() < known.Expires ? known.Caller : null;
        }

        var result = await _handler.ValidateTokenAsync(token, Rules());
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
        {
            return null;
        }

        if (_known.Count >= Remembered)
        {
            _known.Clear();
        }

        var caller = AsCaller(jwt);
        _known[token] = (caller, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero));
        return caller;
    }

    private TokenValidationParameters Rules() => new()
    {
        ValidIssuer = options.Issuer,
        ValidAudience = options.EhrFhirBase,
        ValidTypes = ["at+jwt"],
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKey = keys.Signing,
        RequireExpirationTime = true,
        LifetimeValidator = (_, expires, _, _) => expires is { } end && clock.GetUtcNow() < new DateTimeOffset(end, TimeSpan.Zero),
    };

    private Caller AsCaller(JsonWebToken jwt) => new(
        Text(jwt, "client_id") ?? "",
        PersonOf(Text(jwt, "fhirUser")),
        Text(jwt, "patient"),
        SmartScope.ParseAll(Text(jwt, "scope")));

    private string? PersonOf(string? url) =>
        url?.StartsWith(options.EhrFhirBaseOfGateway + "/", StringComparison.Ordinal) is true ? url[(options.EhrFhirBaseOfGateway.Length + 1)..] : url;

    private static string? Text(JsonWebToken jwt, string claim) => jwt.TryGetPayloadValue<string>(claim, out var value) ? value : null;
}
