using System.Text;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.SignIn.Discovery;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Primitives;

namespace Gateway.Conformance;

/// <summary>GET metadata: what this server does.</summary>
internal static class CapabilityEndpoints
{
    public static IEndpointRouteBuilder MapCapabilities(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        byte[]? statement = null;
        routes.MapMethods("/metadata", FhirMethods.Read, async (HttpRequest request, OAuthAddresses signIn) =>
        {
            if (statement is not null)
            {
                return Answer(request.Query["mode"], statement);
            }

            // Built on the first request: the start does not wait for it, and by then all endpoints are mapped.
            var (addresses, areAll) = await signIn.FindAsync(request.HttpContext.RequestAborted);
            var operations = ServedOperations.In(services.GetRequiredService<EndpointDataSource>());
            var described = Encoding.UTF8.GetBytes(Capabilities.Describe(services.GetRequiredService<PublicBase>(), operations, addresses).ToJsonString());
            statement = areAll ? described : null;
            return Answer(request.Query["mode"], described);
        }).AllowAnonymous();
        return routes;
    }

    private static IResult Answer(StringValues mode, byte[] statement) => mode.ToString() switch
    {
        "" or "full" or "normative" => new DocumentFound(statement),
        "terminology" => Refuse("This server has no terminology capabilities to state: it looks codes up for nobody."),
        _ => Refuse("mode must be full or normative."),
    };

    private static Refused Refuse(string sentence) =>
        new(StatusCodes.Status400BadRequest, [new Issue(OperationOutcome.IssueType.NotSupported, sentence)]);
}
