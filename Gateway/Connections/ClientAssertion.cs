using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Connections;

/// <summary>Proves to the EHR's token endpoint who the gateway is (private_key_jwt, SMART App Launch 2.2).</summary>
internal sealed class ClientAssertion(EhrOptions options, TimeProvider clock)
{
    // SMART allows five minutes; less leaves room for a clock that runs apart.
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(4);

    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _key = SigningKey.Read(options.KeyFile!);

    /// <summary>The form of a client_credentials request to that endpoint.</summary>
    public IEnumerable<KeyValuePair<string, string>> FormFor(Uri tokenEndpoint) =>
    [
        new("grant_type", "client_credentials"),
        new("scope", options.Scope),
        new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        new("client_assertion", Sign(tokenEndpoint)),
    ];

    private string Sign(Uri tokenEndpoint)
    {
        var now = clock.GetUtcNow();
        return _tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.ClientId,
            Audience = tokenEndpoint.OriginalString,
            IssuedAt = now.UtcDateTime,
            Expires = (now + _lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = options.ClientId,
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            },
            SigningCredentials = _key,
        });
    }
}
