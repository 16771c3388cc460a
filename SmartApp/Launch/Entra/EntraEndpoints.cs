using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using SmartApp.Ehrs;
using SmartApp.Pages;

namespace SmartApp.Launch.Entra;

/// <summary>Where administrators come in who have an account in the directory, and none in an EHR.</summary>
internal static class EntraEndpoints
{
    public static void MapEntra(this IEndpointRouteBuilder app)
    {
        app.MapGet($"/start/{EntraOptions.Id}/operations", (HttpContext context, KnownEhrs ehrs) => GoAsync(context, ehrs, Registrations.Operator)).AllowAnonymous();
        app.MapGet($"/start/{EntraOptions.Id}/audit", (HttpContext context, KnownEhrs ehrs) => GoAsync(context, ehrs, Registrations.Auditor)).AllowAnonymous();
    }

    private static async Task<IResult> GoAsync(HttpContext context, KnownEhrs ehrs, string kind)
    {
        if (!ehrs.HasEntra)
        {
            return Problem.Page(StatusCodes.Status404NotFound, "problem.unknown-ehr");
        }

        var connect = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(EntraSetup.SchemeName);
        try
        {
            // Asked for before somebody is sent there, and kept: a tenant that the directory does not know has no such document.
            await connect.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("SmartApp.Launch").SignInFailed("no metadata");
            return Problem.Page(StatusCodes.Status503ServiceUnavailable, EntraFault.Away);
        }

        return Results.Challenge(EntraSignIn.As(kind), [EntraSetup.SchemeName]);
    }
}
