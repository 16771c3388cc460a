using Microsoft.Extensions.Options;
using SmartApp.Ehrs;

namespace SmartApp.Layout;

/// <summary>What browsers are told about every answer, errors included: nothing from elsewhere, and framed by the registered EHRs alone.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var ehrs = app.Services.GetRequiredService<IOptions<SmartAppOptions>>().Value.Ehrs;
        var framers = string.Join(' ', ehrs.SelectMany(ehr => ehr.FramedBy.Append(ehr.FhirBase).Append(ehr.Issuer)).Select(address => new Uri(address).GetLeftPart(UriPartial.Authority)).Distinct());
        var policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + $"frame-ancestors 'self' {framers}".TrimEnd();
        app.Use((context, next) =>
        {
            // At the last moment: whoever answers for an error takes away all that was set before.
            context.Response.OnStarting(() =>
            {
                Set(context, policy);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Set(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.Request.Path.StartsWithSegments("/l"))
        {
            headers.CacheControl = "no-cache, no-store";
            headers.Pragma = "no-cache";
        }
    }
}
