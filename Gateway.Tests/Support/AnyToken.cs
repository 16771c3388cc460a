using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sandbox.Ehr.Access;

namespace Gateway.Tests.Support;

/// <summary>Tokens with claims as a test needs them, signed by the EHR's own key.</summary>
internal static class AnyToken
{
    /// <param name="gateway">For whom it is made.</param>
    /// <param name="scope">Its scopes.</param>
    /// <param name="fhirUser">Who signed in; <c>Type/id</c> is taken below the EHR's base.</param>
    /// <param name="patient">The launch patient.</param>
    /// <param name="client">The client.</param>
    public static string TokenOf(this RunningGateway gateway, string scope, string? fhirUser = null, string? patient = null, string client = "portal")
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var claims = new Dictionary<string, object>
        {
            ["iss"] = gateway.Ehr.Options.EhrUrl.ToString(),
            ["aud"] = gateway.FhirBase,
            ["sub"] = fhirUser ?? client,
            ["client_id"] = client,
            ["scope"] = scope,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        if (patient is not null)
        {
            claims["patient"] = patient;
        }

        if (fhirUser is not null)
        {
            claims["fhirUser"] = fhirUser.Contains("://", StringComparison.Ordinal) ? fhirUser : $"{gateway.Ehr.FhirBase}/{fhirUser}";
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            TokenType = "at+jwt",
            SigningCredentials = new SigningCredentials(gateway.Ehr.Services.GetRequiredService<EhrKeys>().Signing, SecurityAlgorithms.RsaSha256),
        });
    }
}
