using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Client.AspNetCore;
using SmartApp.Ehrs;
using SmartApp.Launch.Entra;
using SmartApp.Pages;
using SmartApp.Styles;
using SmartApp.Texts;
using static OpenIddict.Client.AspNetCore.OpenIddictClientAspNetCoreConstants;

namespace SmartApp.Launch;

/// <summary>Where people come in: from within their EHR, or by themselves; and where they leave.</summary>
internal static class LaunchEndpoints
{
    public const string Callback = "/callback";

    public static void MapLaunch(this IEndpointRouteBuilder app)
    {
        app.MapGet("/launch", FromEhr).AllowAnonymous();
        app.MapGet("/start/{ehr}", (string ehr, KnownEhrs ehrs) => ByThemselves(ehrs.ById(ehr), Registrations.Patient)).AllowAnonymous();
        app.MapGet("/start/{ehr}/staff", (string ehr, KnownEhrs ehrs) => ByThemselves(ehrs.ById(ehr), Registrations.Staff)).AllowAnonymous();
        app.MapGet("/start/{ehr}/operations", (string ehr, KnownEhrs ehrs) => ByThemselves(ehrs.ById(ehr), Registrations.Operator)).AllowAnonymous();
        app.MapGet("/start/{ehr}/audit", (string ehr, KnownEhrs ehrs) => ByThemselves(ehrs.ById(ehr), Registrations.Auditor)).AllowAnonymous();
        app.MapEntra();
        app.MapMethods(Callback, [HttpMethods.Get, HttpMethods.Post], ComeBackAsync).AllowAnonymous().DisableAntiforgery();
        app.MapPost("/l/{handle}/sign-out", SignOutAsync).RequireAuthorization();
        app.MapPost("/l/{handle}/language", ChooseLanguageAsync).RequireAuthorization();
    }

    /// <summary>An EHR opens the add-on. Only one that is registered: whoever else calls itself <c>iss</c> is not even asked for its discovery document.</summary>
    private static IResult FromEhr(string? iss, string? launch, KnownEhrs ehrs)
    {
        if (ehrs.ByIss(iss) is not { } ehr)
        {
            return Problem.Page(StatusCodes.Status400BadRequest, "problem.unknown-ehr");
        }

        return launch is { Length: > 0 and <= 4000 }
            ? SignIn(ehr, Registrations.Staff, iss!, launch)
            : Problem.Page(StatusCodes.Status400BadRequest, "problem.no-launch");
    }

    private static IResult ByThemselves(EhrOptions? ehr, string kind) =>
        ehr is null ? Problem.Page(StatusCodes.Status404NotFound, "problem.unknown-ehr") : SignIn(ehr, kind, ehr.FhirBase, launch: null);

    /// <summary>SMART has a launch's <c>iss</c> come back as <c>aud</c>, so that a token for one server is not had for another.</summary>
    private static IResult SignIn(EhrOptions ehr, string kind, string audience, string? launch)
    {
        var properties = new AuthenticationProperties();
        properties.Items[Properties.RegistrationId] = Registrations.IdOf(ehr, kind);
        properties.SetParameter("aud", new OpenIddictParameter(audience));
        if (launch is not null)
        {
            properties.SetParameter("launch", new OpenIddictParameter(launch));
        }

        return Results.Challenge(properties, [OpenIddictClientAspNetCoreDefaults.AuthenticationScheme]);
    }

    /// <summary>The EHR sends people back. OpenIddict has checked state, issuer, code and id token before; what it refuses never gets a launch.</summary>
    private static async Task<IResult> ComeBackAsync(
        HttpContext context, KnownEhrs ehrs, LaunchStore launches, StyleReader styles, TimeProvider clock, ILoggerFactory loggers)
    {
        var log = loggers.CreateLogger("SmartApp.Launch");
        if (context.GetOpenIddictClientResponse()?.Error is { } error)
        {
            log.SignInFailed(error);
            return Problem.Page(StatusCodes.Status400BadRequest, error == OpenIddictConstants.Errors.AccessDenied ? "problem.denied" : "problem.sign-in");
        }

        var result = await context.AuthenticateAsync(OpenIddictClientAspNetCoreDefaults.AuthenticationScheme);
        if (!result.Succeeded || LaunchReader.Read(result, ehrs, clock.GetUtcNow()) is not { } state)
        {
            log.SignInFailed("incomplete");
            return Problem.Page(StatusCodes.Status400BadRequest, "problem.sign-in");
        }

        state = state with { Style = await styles.ReadAsync(ehrs.ById(state.Ehr)!, LaunchReader.StyleIn(result), context.RequestAborted) };
        var (handle, secret) = await launches.BeginAsync(state, context.RequestAborted);
        LaunchCookie.Set(context, handle, secret);
        return Results.Redirect($"/l/{handle}/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, CurrentLaunch current, LaunchStore launches, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        await launches.EndAsync(current.Handle, context.RequestAborted);
        LaunchCookie.Delete(context, current.Handle);
        return Results.LocalRedirect("/signed-out");
    }

    private static async Task<IResult> ChooseLanguageAsync(HttpContext context, CurrentLaunch current, LaunchStore launches, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var language = form["language"].ToString();
        if (Words.Languages.Contains(language))
        {
            LanguageCookie.Set(context, language);
            await launches.ChangeAsync(current.Handle, state => state with { Language = language }, context.RequestAborted);
        }

        // Back to a page of the same launch, and nowhere else.
        var page = form["page"].ToString();
        var root = current.Path("");
        return Results.LocalRedirect(page.StartsWith(root, StringComparison.Ordinal) && !page.Contains("//", StringComparison.Ordinal) ? page : root);
    }
}
