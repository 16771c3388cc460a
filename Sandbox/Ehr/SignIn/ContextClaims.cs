using System.Security.Claims;
using OpenIddict.Abstractions;

namespace Sandbox.Ehr.SignIn;

/// <summary>The claims of SMART that tell who and what a token is about, and into which tokens they go.</summary>
internal static class ContextClaims
{
    public const string FhirUser = "fhirUser";
    public const string Patient = "patient";
    public const string Encounter = "encounter";
    public const string Intent = "intent";
    public const string StyleUrl = "smart_style_url";
    public const string NeedPatientBanner = "need_patient_banner";

    public static IEnumerable<string> DestinationsOf(Claim claim) => claim.Type switch
    {
        FhirUser => [OpenIddictConstants.Destinations.AccessToken, OpenIddictConstants.Destinations.IdentityToken],
        _ => [OpenIddictConstants.Destinations.AccessToken],
    };
}
