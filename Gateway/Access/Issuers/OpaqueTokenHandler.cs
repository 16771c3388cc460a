using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Gateway.Access.Issuers;

/// <summary>Takes opaque bearer tokens: what their issuer says of them decides (ADR 0020).</summary>
internal sealed class OpaqueTokenHandler(
    Introspector introspector, IntrospectedTokens introspected, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const int Longest = 4096;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = BearerToken.Of(Request).ToString();
        if (token.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        if (token.Length > Longest || !IsWellFormed(token))
        {
            return AuthenticateResult.Fail("The token has no sound shape.");
        }

        switch (await introspected.FindAsync(token, introspector.AskAsync, Context.RequestAborted))
        {
            case Introspection.Active active:
                return AuthenticateResult.Success(new AuthenticationTicket(active.Principal, Scheme.Name));
            case Introspection.Away:
                IssuerAway.Note(Context);
                return AuthenticateResult.NoResult();
            default:
                return AuthenticateResult.Fail("The token is not active.");
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IssuerAway.IsNoted(Context))
        {
            return IssuerAway.AnswerAsync(Context);
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    // RFC 6750: b64token. Nothing else is worth a question to the issuer.
    private static bool IsWellFormed(string token)
    {
        var body = token.AsSpan().TrimEnd('=');
        foreach (var character in body)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.' or '_' or '~' or '+' or '/'))
            {
                return false;
            }
        }

        return body.Length > 0;
    }
}
