using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Sandbox.Ehr.Access;

namespace Sandbox.Ehr.SignIn;

/// <summary>The EHR's screen, as far as launching goes: somebody sits at it, a chart is open, and an app is opened on it. Plain HTML.</summary>
internal static class LauncherPage
{
    public static async Task ShowAsync(HttpContext context, SandboxOptions options)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; frame-ancestors 'none'";
        await response.WriteAsync(Html(options, nonce), context.RequestAborted);
    }

    /// <summary>Opens the app with an opaque launch, and tells it where FHIR is.</summary>
    public static IResult Open(
        string user, string patient, string app, string? encounter, string? server, string? intent, string? style, string? banner, EhrUsers users, LaunchContexts launches, SandboxOptions options)
    {
        if (users.Find(user) is not { FhirUser: not null } || !users.IsPatient(patient))
        {
            return Wrong("There is no such person, or no such patient.");
        }

        // Apps of this machine alone: nothing of the sandbox is to be sent out into the world.
        if (!Uri.TryCreate(app, UriKind.Absolute, out var address) || !address.IsLoopback || address.Scheme != Uri.UriSchemeHttp || address.Query.Length > 0)
        {
            return Wrong("The app is an http address of this machine, without a query.");
        }

        // A style of the EHR's own, or an address that an app is to be wary of.
        var look = style is { Length: > 0 } ? new Uri(options.EhrUrl, style).ToString() : null;
        var launch = launches.Begin(new LaunchContext(patient, Given(encounter), user, Given(intent), look, ShowsPatient: banner == "false"));
        var iss = Uri.EscapeDataString(server == "ehr" ? options.EhrFhirBase : options.GatewayFhirBase);
        return Results.Redirect($"{address.AbsoluteUri}?iss={iss}&launch={launch}");
    }

    private static string? Given(string? text) => text is { Length: > 0 } ? text : null;

    private static string Html(SandboxOptions options, string nonce) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Launch an app from the Sandbox EHR</title>
        <style nonce="{nonce}">{SignInPage.Style}</style></head>
        <body><main>
        <h1>Launch an app from the Sandbox EHR</h1>
        <p>You sit at the EHR with a chart open, and open an app on it. All people are made up.</p>
        <form method="get" action="/sandbox/launcher/open">
        <label for="user">Who you are</label>
        <input id="user" name="user" list="people" required autocomplete="off" value="dr-lee">
        <datalist id="people">{SignInPage.PeopleOptions()}</datalist>
        <label for="patient">Chart</label>
        <input id="patient" name="patient" required autocomplete="off" value="susie-smith">
        <label for="app">App (its launch address)</label>
        <input id="app" name="app" type="url" required value="{HtmlEncoder.Default.Encode($"{SandboxOptions.Origin(options.SmartAppUrl)}/launch")}">
        <label for="server">FHIR server</label>
        <select id="server" name="server"><option value="gateway">The gateway</option><option value="ehr">The EHR</option></select>
        <button type="submit">Open the app</button>
        </form>
        </main></body></html>
        """;

    private static IResult Wrong(string text) => Results.Text(text, "text/plain", statusCode: StatusCodes.Status400BadRequest);
}
