using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace Sandbox.Ehr.SignIn;

/// <summary>Answers the grants that OpenIddict has already checked, and adds SMART's launch context beside the token.</summary>
internal sealed class TokenEndpoint(SandboxOptions options)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public async Task RunAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("Only OpenIddict leads here.");
        if (request.IsClientCredentialsGrantType())
        {
            var system = System(request);
            await context.SignInAsync(Scheme, system, AnswerBeside(system));
            return;
        }

        var granted = (await context.AuthenticateAsync(Scheme)).Principal
            ?? throw new InvalidOperationException("OpenIddict lets no request through without its grant.");
        granted.SetDestinations(ContextClaims.DestinationsOf);
        await context.SignInAsync(Scheme, granted, AnswerBeside(granted));
    }

    private ClaimsPrincipal System(OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity("sandbox", OpenIddictConstants.Claims.Name, OpenIddictConstants.Claims.Role);
        identity.SetClaim(OpenIddictConstants.Claims.Subject, request.ClientId);
        identity.SetScopes(ScopeGrant.ToSystem(request.GetScopes()));
        identity.SetResources(options.EhrFhirBase);
        identity.SetDestinations(ContextClaims.DestinationsOf);
        var principal = new ClaimsPrincipal(identity);
        // SMART: a backend token lives five minutes at most, because nothing can revoke it.
        principal.SetAccessTokenLifetime(TimeSpan.FromMinutes(5));
        return principal;
    }

    private static AuthenticationProperties AnswerBeside(ClaimsPrincipal granted)
    {
        var properties = new AuthenticationProperties();
        // OAuth may leave scope out when all of it was granted; SMART may not.
        properties.SetParameter<string>(OpenIddictConstants.Parameters.Scope, string.Join(' ', granted.GetScopes()));
        foreach (var claim in (string[])[ContextClaims.Patient, ContextClaims.Encounter, ContextClaims.Intent, ContextClaims.StyleUrl])
        {
            if (granted.GetClaim(claim) is { } value)
            {
                properties.SetParameter<string>(claim, value);
            }
        }

        if (granted.HasClaim(ContextClaims.Patient))
        {
            properties.SetParameter<bool>(ContextClaims.NeedPatientBanner, !granted.HasClaim(ContextClaims.NeedPatientBanner));
        }

        return properties;
    }
}
