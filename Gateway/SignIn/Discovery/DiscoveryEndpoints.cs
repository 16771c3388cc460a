using System.Text;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Gateway.SignIn.Discovery;

/// <summary>Where clients learn how to sign in, without a token and from any page.</summary>
internal static class DiscoveryEndpoints
{
    public const string Path = "/.well-known/smart-configuration";

    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    public static IEndpointRouteBuilder MapDiscovery(this IEndpointRouteBuilder fhir)
    {
        fhir.MapMethods(Path, FhirMethods.Read, AnswerAsync).AllowAnonymous();
        return fhir;
    }

    public static IEndpointRouteBuilder MapPublishedKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInAddresses.KeysPath, (HttpContext context, GatewayKeys keys) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=300";
                return WriteAsync(context, keys.CanSign ? keys.Published().ToJsonString() : """{"keys":[]}""");
            })
            .AllowAnonymous().WithName("publishedKeys").WithSummary("The public keys of the gateway's own tokens").WithTags("Sign-in");
        return routes;
    }

    private static async Task AnswerAsync(HttpContext context, SmartConfiguration configuration)
    {
        if (await configuration.DescribeAsync(context.RequestAborted) is { } document)
        {
            await WriteAsync(context, document.ToJsonString());
            return;
        }

        await new Refused(
            StatusCodes.Status503ServiceUnavailable,
            [new Issue(OperationOutcome.IssueType.Transient, "The sign-in server for apps does not answer. Try again shortly.")],
            TryAgainIn).ExecuteAsync(context);
    }

    // Always JSON, whatever Accept says (SMART 2.2).
    private static async Task WriteAsync(HttpContext context, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
