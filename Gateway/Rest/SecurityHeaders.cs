using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Primitives;

namespace Gateway.Rest;

/// <summary>What browsers and caches are told with every answer. An endpoint that says otherwise has its way.</summary>
internal static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NotKept = "no-store";
    private static readonly StringValues AskedAgain = "no-cache";
    private static readonly StringValues NothingRuns = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static readonly StringValues AYear = "max-age=31536000";

    // At the very end: a failure clears what was set before it.
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(Set, context);
        return next(context);
    });

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
        headers.TryAdd("Content-Security-Policy", NothingRuns);
        // What needs a token is nobody else's to keep; the rest may be kept, and compared by its ETag.
        headers.TryAdd("Cache-Control", context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null ? NotKept : AskedAgain);
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = AYear;
        }

        return Task.CompletedTask;
    }
}
