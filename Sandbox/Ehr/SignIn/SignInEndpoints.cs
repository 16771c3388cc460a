using Sandbox.Ehr.Access;

namespace Sandbox.Ehr.SignIn;

/// <summary>The authorization server's doors, and the one through which the EHR launches an app.</summary>
internal static class SignInEndpoints
{
    private const string Apps = "apps";

    public static void AddSignIn(this WebApplicationBuilder builder, SandboxOptions options)
    {
        builder.Services.AddSingleton<LaunchContexts>();
        builder.Services.AddSingleton<OAuthPipeline>();
        builder.Services.AddCors(cors => cors.AddPolicy(Apps, policy =>
            policy.WithOrigins(SandboxOptions.Origin(options.SmartAppUrl), SandboxOptions.Origin(options.GatewayUrl)).AllowAnyHeader().AllowAnyMethod()));
    }

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var doors = app.MapGroup("").AllowAnonymous().RequireCors(Apps);
        doors.Map("/.well-known/{document}", (HttpContext context, OAuthPipeline pipeline) => pipeline.InvokeAsync(context));
        doors.Map("/oauth2/{**rest}", (HttpContext context, OAuthPipeline pipeline) => pipeline.InvokeAsync(context));
        app.MapGet("/sandbox/launch", Launch).AllowAnonymous();
        app.MapGet("/sandbox/launcher", LauncherPage.ShowAsync).AllowAnonymous();
        app.MapGet("/sandbox/launcher/open", LauncherPage.Open).AllowAnonymous();
        app.MapGet("/sandbox/styles/{name}", StyleDocuments.Find).AllowAnonymous();
    }

    /// <summary>Opens the add-on as the EHR's screen would: on a chart, with an opaque launch.</summary>
    private static IResult Launch(string patient, string? encounter, EhrUsers users, LaunchContexts launches, SandboxOptions options)
    {
        if (!users.IsPatient(patient))
        {
            return Results.Text($"There is no patient '{patient}'.", "text/plain", statusCode: StatusCodes.Status400BadRequest);
        }

        var launch = launches.Begin(new LaunchContext(patient, encounter));
        var iss = Uri.EscapeDataString(options.EhrFhirBase);
        return Results.Redirect($"{SandboxOptions.Origin(options.SmartAppUrl)}/launch?iss={iss}&launch={launch}");
    }
}
