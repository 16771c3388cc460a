using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Sandbox.Ehr.Rest;

namespace Sandbox.Ehr.Access;

/// <summary>Lets a request with a valid token in; answers every other one as FHIR asks: 401 with an OperationOutcome.</summary>
internal sealed class BearerHandler(
    TokenReader tokens, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        const string Prefix = "Bearer ";
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.ReadAsync(header[Prefix.Length..].Trim()) is not { } caller)
        {
            return AuthenticateResult.Fail("The token is not valid here.");
        }

        Context.Features.Set(caller);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Scheme)), Scheme));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failed = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        Response.Headers.WWWAuthenticate = failed ? "Bearer realm=\"ehr\", error=\"invalid_token\"" : "Bearer realm=\"ehr\"";
        var text = failed ? "The access token is not valid here." : "An access token is needed.";
        await FhirAnswer.Error(StatusCodes.Status401Unauthorized, new EhrIssue(EhrCode.NotAuthenticated, "login", text))
            .ExecuteAsync(Context);
    }
}
