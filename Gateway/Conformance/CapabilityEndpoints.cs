using System.Text;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Primitives;

namespace Gateway.Conformance;

/// <summary>GET metadata: what this server does.</summary>
internal static class CapabilityEndpoints
{
    public static IEndpointRouteBuilder MapCapabilities(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        // Built on the first request: the start does not wait for it, and by then all endpoints are mapped.
        var statement = new Lazy<byte[]>(() => Encoding.UTF8.GetBytes(
            Capabilities.Describe(services.GetRequiredService<PublicBase>(), ServedOperations.In(services.GetRequiredService<EndpointDataSource>())).ToJsonString()));
        routes.MapMethods("/metadata", FhirMethods.Read, (HttpRequest request) => Answer(request.Query["mode"], statement)).AllowAnonymous();
        return routes;
    }

    private static IResult Answer(StringValues mode, Lazy<byte[]> statement) => mode.ToString() switch
    {
        "" or "full" or "normative" => new DocumentFound(statement.Value),
        "terminology" => Refuse("This server has no terminology capabilities to state: it looks codes up for nobody."),
        _ => Refuse("mode must be full or normative."),
    };

    private static Refused Refuse(string sentence) =>
        new(StatusCodes.Status400BadRequest, [new Issue(OperationOutcome.IssueType.NotSupported, sentence)]);
}
