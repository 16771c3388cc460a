using Gateway.Access;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.SignIn.Apps;

/// <summary>The issuer at which apps sign in, as its discovery document tells it; access reads that document anyway, for the keys.</summary>
internal sealed class AppIssuer(
    IOptions<SignInOptions> options, IOptions<AccessOptions> access, IOptionsMonitor<JwtBearerOptions> bearers, SignInAddresses addresses)
{
    private readonly string? name = options.Value.AppIssuer
        ?? access.Value.Issuers.Select(issuer => issuer.Issuer).FirstOrDefault(issuer => issuer != addresses.Issuer);

    /// <summary>False where the gateway's own tokens are all there is.</summary>
    public bool IsConfigured => name is not null;

    /// <summary>What it says of itself; null while it was never reached.</summary>
    public async Task<OpenIdConnectConfiguration?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return name is not null && bearers.Get(name).ConfigurationManager is { } known ? await known.GetConfigurationAsync(cancellationToken) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
