using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Sandbox.Ehr.Access;

namespace Sandbox.Ehr.SignIn;

/// <summary>Asks who is signing in, with which chart, and sends the app its code.</summary>
internal sealed class AuthorizeEndpoint(EhrUsers users, LaunchContexts launches, SandboxOptions options)
{
    public async Task RunAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("Only OpenIddict leads here.");
        var audience = ((string?)request["aud"])?.TrimEnd('/');
        if (audience != options.EhrFhirBase && audience != options.GatewayFhirBase)
        {
            await RefuseAsync(context, OpenIddictConstants.Errors.InvalidRequest, "aud must be the FHIR base that the token is for.");
            return;
        }

        var launch = launches.Find((string?)request["launch"]);
        if (request["launch"] is not null && launch is null)
        {
            await RefuseAsync(context, OpenIddictConstants.Errors.InvalidRequest, "The launch is not one that this EHR began.");
            return;
        }

        var name = launch?.User ?? (context.Request.HasFormContentType ? context.Request.Form["user"].ToString() : "");
        if (name.Length == 0)
        {
            await SignInPage.ShowAsync(context, request, launch, problem: null);
            return;
        }

        var chosen = context.Request.HasFormContentType ? context.Request.Form["patient"].ToString() : "";
        if (users.Find(name) is not { FhirUser: not null } user || (chosen.Length > 0 && !users.IsPatient(chosen)))
        {
            await SignInPage.ShowAsync(context, request, launch, "There is no such person here.");
            return;
        }

        var patient = launch?.Patient ?? (chosen.Length > 0 ? chosen : AsksForPatient(request) ? user.OwnChart : null);
        await context.SignInAsync(
            OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Principal(request, user, patient, launch));
    }

    /// <summary>Who asks for <c>user/</c> scopes alone, without <c>launch/patient</c>, works in all charts that are theirs.</summary>
    private static bool AsksForPatient(OpenIddictRequest request) =>
        request.GetScopes().Any(scope => scope == "launch/patient" || SmartScope.Parse(scope) is { Context: "patient" });

    private ClaimsPrincipal Principal(OpenIddictRequest request, EhrUser user, string? patient, LaunchContext? launch)
    {
        var identity = new ClaimsIdentity("sandbox", OpenIddictConstants.Claims.Name, OpenIddictConstants.Claims.Role);
        identity.SetClaim(OpenIddictConstants.Claims.Subject, user.Name)
            .SetClaim(ContextClaims.FhirUser, user.FhirUser)
            .SetClaim(ContextClaims.Patient, patient)
            .SetClaim(ContextClaims.Encounter, launch?.Encounter)
            .SetClaim(ContextClaims.Intent, launch?.Intent)
            .SetClaim(ContextClaims.StyleUrl, launch?.Style)
            .SetClaim(ContextClaims.NeedPatientBanner, launch is { ShowsPatient: true } ? "false" : null);
        identity.SetScopes(ScopeGrant.ToPerson(request.GetScopes(), user, patient));
        identity.SetResources(options.GatewayFhirBase, options.EhrFhirBase);
        identity.SetDestinations(ContextClaims.DestinationsOf);
        return new ClaimsPrincipal(identity);
    }

    private static Task RefuseAsync(HttpContext context, string error, string description) => context.ForbidAsync(
        OpenIddictServerAspNetCoreDefaults.AuthenticationScheme,
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }));
}
