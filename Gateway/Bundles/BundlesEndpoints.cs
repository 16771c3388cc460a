using Gateway.Rest;

namespace Gateway.Bundles;

/// <summary>Whole bundles: several interactions at once, and FHIR messages.</summary>
internal static class BundlesEndpoints
{
    public const string ProcessMessage = "$process-message";

    public static IEndpointRouteBuilder MapBundles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/", (HttpContext context, BundleRequests bundles) => bundles.PostAsync(context));
        routes.MapPost($"/{ProcessMessage}", (HttpContext context, MessageExchange exchange) => exchange.ReceiveAsync(context))
            .IsOperation(null, ProcessMessage, "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message");
        return routes;
    }
}
