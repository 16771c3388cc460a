using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SmartApp.Drafts;
using SmartApp.Ehrs;
using SmartApp.Pages;

namespace SmartApp.Launch;

/// <summary>Lets in who has the cookie of the launch that the address names. Who has not reads how to come back, with what they were writing.</summary>
internal sealed class LaunchAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, LaunchStore launches, LaunchTokens tokens,
    KnownEhrs ehrs, CurrentLaunch current, DraftSeal drafts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Launch";

    /// <summary>The field of a form that holds what somebody wrote, on every page of ours.</summary>
    public const string TextField = "text";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (HandleIn(Request.Path) is not { } handle || LaunchCookie.Read(Context) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        if (await launches.FindAsync(handle, secret, Context.RequestAborted) is not { } state || ehrs.OfLaunch(state.Ehr) is not { } ehr)
        {
            return AuthenticateResult.Fail("There is no such launch, or not for this browser.");
        }

        current.Set(handle, state, ehr);
        if ((await tokens.NextAsync(current, Context.RequestAborted)).IsOver)
        {
            return AuthenticateResult.Fail("The EHR gives this launch no more tokens.");
        }

        // What forms are signed for: this person in this launch, so that a form of one tab is not taken from another.
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{handle} {state.User}")], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var written = await drafts.RescueAsync(Request, Context.RequestAborted);
        Response.Headers.CacheControl = "no-store";
        await new RazorComponentResult<LaunchEnded>(new Dictionary<string, object?> { [nameof(LaunchEnded.Model)] = written })
        {
            StatusCode = StatusCodes.Status401Unauthorized,
        }.ExecuteAsync(Context);
    }

    private static string? HandleIn(PathString path) =>
        path.StartsWithSegments("/l", out var rest) && rest.Value?.TrimStart('/').Split('/')[0] is { Length: > 0 } handle ? handle : null;
}
