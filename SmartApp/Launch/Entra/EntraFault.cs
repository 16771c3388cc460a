using System.Text.RegularExpressions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SmartApp.Launch.Entra;

/// <summary>Why nobody was let in, as the page says it, and as the log does: by code, since the directory's own words name accounts. Pure.</summary>
/// <param name="Status">The status of the page.</param>
/// <param name="Sentence">The name of the sentence that says what to do.</param>
/// <param name="Code">For the log.</param>
internal sealed partial record EntraFault(int Status, string Sentence, string Code)
{
    public const string Again = "problem.entra-again";
    public const string Away = "problem.entra-away";
    public const string Denied = "problem.denied";
    public const string NoAuditor = "problem.entra-no-auditor";
    public const string NoOperator = "problem.entra-no-operator";
    public const string NoRole = "problem.entra-no-role";
    public const string Setup = "problem.entra-setup";
    public const string Tenant = "problem.entra-tenant";

    public static EntraFault Of(Exception? failure) => failure switch
    {
        SecurityTokenInvalidIssuerException => new(StatusCodes.Status403Forbidden, Tenant, "issuer"),
        SecurityTokenInvalidAudienceException => new(StatusCodes.Status400BadRequest, Setup, "audience"),
        MicrosoftIdentityWebChallengeUserException { MsalUiRequiredException: { } asked } => OfDirectory(asked.ErrorCode, asked.Message),
        MsalServiceException { ErrorCode: "request_timeout" or "service_not_available" } late => new(StatusCodes.Status503ServiceUnavailable, Away, late.ErrorCode),
        MsalServiceException refused => OfDirectory(refused.ErrorCode, refused.Message),
        OpenIdConnectProtocolException told when told.Data["error"] is string error => OfDirectory(error, told.Data["error_description"] as string ?? ""),
        HttpRequestException or TaskCanceledException => new(StatusCodes.Status503ServiceUnavailable, Away, "unreachable"),
        null => new(StatusCodes.Status400BadRequest, Again, "nothing"),
        _ => new(StatusCodes.Status400BadRequest, Again, failure.GetType().Name),
    };

    /// <summary>What Entra ID answered. Its numbers say more than the codes of OAuth.</summary>
    private static EntraFault OfDirectory(string error, string description) => (error, Number().Match(description).Value) switch
    {
        (_, "AADSTS50105") => new(StatusCodes.Status403Forbidden, NoRole, "AADSTS50105"),
        (_, "AADSTS50020" or "AADSTS90072" or "AADSTS500212") => new(StatusCodes.Status403Forbidden, Tenant, Number().Match(description).Value),
        ("access_denied", var number) => new(StatusCodes.Status403Forbidden, Denied, number.Length > 0 ? number : "access_denied"),
        // A code that was used, or has run out, and a sign-in that took too long.
        (_, "AADSTS54005" or "AADSTS70008" or "AADSTS70000" or "AADSTS501481") => new(StatusCodes.Status400BadRequest, Again, Number().Match(description).Value),
        ("server_error" or "temporarily_unavailable", var number) => new(StatusCodes.Status503ServiceUnavailable, Away, number.Length > 0 ? number : "server_error"),
        // What is left is consent that was not given, a secret that has run out, an application or a scope that is not there.
        (_, { Length: > 0 } number) => new(StatusCodes.Status400BadRequest, Setup, number),
        ("invalid_grant" or "login_required" or "interaction_required", _) => new(StatusCodes.Status400BadRequest, Again, "invalid_grant"),
        _ => new(StatusCodes.Status400BadRequest, Setup, "refused"),
    };

    [GeneratedRegex("AADSTS[0-9]{4,8}")]
    private static partial Regex Number();
}
