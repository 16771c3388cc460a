using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Connections;

/// <summary>Proves to another server who the gateway is (private_key_jwt, SMART App Launch 2.2).</summary>
internal sealed class ClientAssertion(string clientId, SigningCredentials key, TimeProvider clock)
{
    // SMART allows five minutes ahead, and many servers take none that was issued in their future: a minute at both ends is for clocks that differ.
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The fields that prove it in a form sent to that endpoint.</summary>
    public IEnumerable<KeyValuePair<string, string>> FieldsFor(Uri endpoint) =>
    [
        new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        new("client_assertion", Sign(endpoint)),
    ];

    private string Sign(Uri endpoint)
    {
        var now = clock.GetUtcNow();
        return _tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = clientId,
            Audience = endpoint.OriginalString,
            IssuedAt = (now - _skew).UtcDateTime,
            Expires = (now + _lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = clientId,
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            },
            SigningCredentials = key,
        });
    }
}
