using Gateway.Access;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.SignIn.Systems;

/// <summary>Writes the gateway's own access tokens (RFC 9068): short-lived, for this FHIR base alone.</summary>
internal sealed class AccessTokens(GatewayKeys keys, SignInAddresses addresses, IOptions<AccessOptions> access, IOptions<SignInOptions> options, TimeProvider clock)
{
    private readonly JsonWebTokenHandler tokens = new() { SetDefaultTimesOnTokenCreation = false };

    public TokenOutcome.Granted Grant(string client, string scope)
    {
        var now = clock.GetUtcNow();
        var seconds = options.Value.TokenSeconds;
        var token = tokens.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            SigningCredentials = keys.Signing,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Iss] = addresses.Issuer,
                [JwtRegisteredClaimNames.Aud] = access.Value.Audience,
                [JwtRegisteredClaimNames.Sub] = client,
                ["client_id"] = client,
                ["scope"] = scope,
                [JwtRegisteredClaimNames.Iat] = now.ToUnixTimeSeconds(),
                [JwtRegisteredClaimNames.Exp] = now.ToUnixTimeSeconds() + seconds,
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            },
        });
        return new TokenOutcome.Granted(token, seconds, scope);
    }
}
