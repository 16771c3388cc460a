using System.Security.Claims;

namespace Gateway.Access.Issuers;

/// <summary>What a token of Entra ID says, in the claims that SMART servers use. What is not mapped by configuration is dropped. Pure.</summary>
internal static class EntraClaims
{
    /// <summary>Null for a token of another tenant, or one that is of a person and of an application at once.</summary>
    public static ClaimsPrincipal? Map(IEnumerable<Claim> token, IssuerOptions issuer)
    {
        var claims = token.ToLookup(claim => claim.Type, claim => claim.Value, StringComparer.Ordinal);
        var isDelegated = claims["scp"].Any();
        if (issuer.Tenant is not { } tenant || !claims["tid"].SequenceEqual([tenant]) || (isDelegated && claims["idtyp"].Contains("app")))
        {
            return null;
        }

        var roles = claims["roles"].ToHashSet(StringComparer.Ordinal);
        var delegated = claims["scp"].SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        var scopes = issuer.Grants
            .Where(grant => isDelegated
                ? (grant.DelegatedScope is { } scope && delegated.Contains(scope)) || (grant.UserRole is { } userRole && roles.Contains(userRole))
                : grant.AppRole is { } appRole && roles.Contains(appRole))
            .Select(grant => new Claim("scope", grant.Gives));

        // fhirUser says who a person is; an application is nobody.
        var person = isDelegated ? claims[issuer.FhirUserClaim].Select(value => new Claim("fhirUser", value)) : [];
        var subject = claims["sub"].Select(value => new Claim("sub", value));
        var client = claims["azp"].Concat(claims["appid"]).Take(1).Select(value => new Claim("client_id", value));
        return new ClaimsPrincipal(new ClaimsIdentity([.. client, .. subject, .. person, .. scopes], issuer.Issuer));
    }
}
