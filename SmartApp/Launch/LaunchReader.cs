using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using SmartApp.Ehrs;
using static OpenIddict.Client.AspNetCore.OpenIddictClientAspNetCoreConstants;

namespace SmartApp.Launch;

/// <summary>Reads a launch out of what the EHR answered, after it was checked.</summary>
internal static class LaunchReader
{
    private static readonly string[] _people = ["Practitioner", "PractitionerRole", "Patient", "RelatedPerson", "Person"];

    private const int LongestIntent = 100;
    private const int LongestId = 64;

    /// <summary>Tokens whose end is not told are taken for short-lived.</summary>
    private static readonly TimeSpan _usual = TimeSpan.FromMinutes(5);

    /// <summary>Null if it does not say who came, or is of an EHR that is no longer known.</summary>
    public static LaunchState? Read(AuthenticateResult result, KnownEhrs ehrs, DateTimeOffset now)
    {
        var registration = result.Properties?.GetString(Properties.RegistrationId) ?? result.Principal?.GetClaim(OpenIddictConstants.Claims.Private.RegistrationId);
        if (result.Properties is not { } properties
            || registration is null
            || ehrs.ById(registration.Split('/')[0]) is not { } ehr
            || PersonIn(result.Principal?.GetClaim("fhirUser")) is not { } user
            || properties.GetTokenValue(Tokens.BackchannelAccessToken) is not { Length: > 0 } token)
        {
            return null;
        }

        return new LaunchState
        {
            Ehr = ehr.Id,
            Registration = registration,
            User = user,
            Patient = Told(properties, SmartContext.Patient),
            Encounter = ehr.NamesVisits && Told(properties, SmartContext.Encounter) is { } visit && visit.Length <= LongestId && visit.All(IsOfId) ? visit : null,
            NeedsPatientBanner = Told(properties, SmartContext.NeedPatientBanner) is not ("false" or "False"),
            Intent = Told(properties, SmartContext.Intent) is { Length: <= LongestIntent } intent ? intent : null,
            Scope = Told(properties, SmartContext.Scope) ?? "",
            AccessToken = token,
            AccessTokenEnds = EndOf(properties.GetTokenValue(Tokens.BackchannelAccessTokenExpirationDate), now),
            RefreshToken = properties.GetTokenValue(Tokens.RefreshToken),
        };
    }

    /// <summary>Where the EHR says that its style is to be had; null if it does not.</summary>
    public static string? StyleIn(AuthenticateResult result) => result.Properties is { } properties ? Told(properties, SmartContext.StyleUrl) : null;

    public static DateTimeOffset EndOf(string? told, DateTimeOffset now) =>
        DateTimeOffset.TryParse(told, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end : now + _usual;

    /// <summary><c>fhirUser</c> is an address; what counts is the person at its end.</summary>
    private static string? PersonIn(string? fhirUser) =>
        fhirUser?.Split('/') is [.., var type, { Length: > 0 } id] && _people.Contains(type) ? $"{type}/{id}" : null;

    private static bool IsOfId(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.';

    private static string? Told(AuthenticationProperties properties, string name) => properties.GetString(name) is { Length: > 0 } value ? value : null;
}
