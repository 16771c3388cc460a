using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;

namespace SmartApp;

/// <summary>Says what the add-on is going to be, and where the running parts are.</summary>
internal static class LandingPage
{
    private const string Policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Puts the security headers on every answer, errors included.</summary>
    public static void UseLandingPage(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    });

    public static void MapLandingPage(this WebApplication app)
    {
        var page = Encoding.UTF8.GetBytes(Filled(app.Configuration));
        var style = Encoding.UTF8.GetBytes(Embedded("landing.css"));
        app.MapGet("/", context => WriteAsync(context, "text/html; charset=utf-8", page)).AllowAnonymous();
        app.MapGet("/landing.css", context => WriteAsync(context, "text/css; charset=utf-8", style)).AllowAnonymous();
        app.MapGet("/health", context => WriteAsync(context, "text/plain; charset=utf-8", "healthy"u8.ToArray())).AllowAnonymous();
    }

    private static string Filled(IConfiguration configuration) => Embedded("landing.html")
        .Replace("{gateway}", Encode(configuration["SmartApp:GatewayBase"] ?? "http://127.0.0.1:5080/fhir"), StringComparison.Ordinal)
        .Replace("{ehr}", Encode(configuration["SmartApp:EhrBase"] ?? "http://127.0.0.1:5090/fhir"), StringComparison.Ordinal);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task WriteAsync(HttpContext context, string type, byte[] content)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        await context.Response.BodyWriter.WriteAsync(content, context.RequestAborted);
    }
}
