using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using SmartApp.Ehrs;

namespace SmartApp.Launch.Entra;

/// <summary>Has Microsoft.Identity.Web get tokens for the gateway in an administrator's name.</summary>
internal sealed class EntraTokens(ITokenAcquisition acquisition, LaunchTokenCache cache, IOptions<EntraOptions> options)
{
    /// <summary>The token of a sign-in that was completed in this request.</summary>
    public Task<EntraGrant> TakeAsync(ClaimsPrincipal administrator, CancellationToken cancellationToken) => AskAsync(administrator, isNext: false, cancellationToken);

    /// <summary>The next token; it costs the refresh token, and brings another.</summary>
    public Task<EntraGrant> RenewAsync(EntraAccount account, CancellationToken cancellationToken)
    {
        cache.Tokens = account.Tokens;
        var administrator = new ClaimsIdentity(
            [new Claim(ClaimConstants.UniqueObjectIdentifier, account.ObjectId), new Claim(ClaimConstants.UniqueTenantIdentifier, account.TenantId)]);
        return AskAsync(new ClaimsPrincipal(administrator), isNext: true, cancellationToken);
    }

    private async Task<EntraGrant> AskAsync(ClaimsPrincipal administrator, bool isNext, CancellationToken cancellationToken)
    {
        var result = await acquisition.GetAuthenticationResultForUserAsync(
            [options.Value.Scope],
            authenticationScheme: EntraSetup.SchemeName,
            user: administrator,
            tokenAcquisitionOptions: new TokenAcquisitionOptions { ForceRefresh = isNext, CancellationToken = cancellationToken });
        var home = result.Account.HomeAccountId;
        return new EntraGrant(result.AccessToken, result.ExpiresOn, string.Join(' ', result.Scopes), new EntraAccount(home.ObjectId, home.TenantId, cache.Tokens ?? []));
    }
}
