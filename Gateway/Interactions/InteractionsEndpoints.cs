using Gateway.Rest;

namespace Gateway.Interactions;

/// <summary>The FHIR interactions that are alike for all types, over REST.</summary>
internal static class InteractionsEndpoints
{
    public static IEndpointRouteBuilder MapInteractions(this IEndpointRouteBuilder routes)
    {
        foreach (var type in (string[])["Communication", "Task"])
        {
            routes.MapMethods($"/{type}/{{id}}", FhirMethods.Read, (string id, HttpContext context, ResourceReads reads) => reads.CurrentAsync(type, id, context));
            routes.MapMethods(
                $"/{type}/{{id}}/_history/{{version}}",
                FhirMethods.Read,
                (string id, string version, HttpContext context, ResourceReads reads) => reads.VersionAsync(type, id, version, context));
        }

        return routes;
    }
}
