using Gateway.Rest;

namespace Gateway.Interactions;

/// <summary>The FHIR interactions over REST, mapped from the table of what is served.</summary>
internal static class InteractionsEndpoints
{
    public static IEndpointRouteBuilder MapInteractions(this IEndpointRouteBuilder routes)
    {
        foreach (var type in ServedTypes.All)
        {
            MapLooking(routes, type);
            MapWriting(routes, type);
        }

        routes.MapGet("/_history", (HttpContext context, HistoryRequests history) => history.OfSystemAsync(context));
        return routes;
    }

    private static void MapLooking(IEndpointRouteBuilder routes, ServedType type)
    {
        var name = type.Name;
        if (type.Offers(Interaction.Read))
        {
            routes.MapMethods($"/{name}/{{id}}", FhirMethods.Read, (string id, HttpContext context, ResourceReads reads) => reads.CurrentAsync(name, id, context));
        }

        if (type.Offers(Interaction.Vread))
        {
            routes.MapMethods(
                $"/{name}/{{id}}/_history/{{version}}",
                FhirMethods.Read,
                (string id, string version, HttpContext context, ResourceReads reads) => reads.VersionAsync(name, id, version, context));
        }

        if (type.Offers(Interaction.HistoryInstance))
        {
            routes.MapGet($"/{name}/{{id}}/_history", (string id, HttpContext context, HistoryRequests history) => history.OfInstanceAsync(name, id, context));
        }

        if (type.Offers(Interaction.HistoryType))
        {
            routes.MapGet($"/{name}/_history", (HttpContext context, HistoryRequests history) => history.OfTypeAsync(name, context));
        }

        if (type.Offers(Interaction.SearchType))
        {
            routes.MapGet($"/{name}", (HttpContext context, SearchRequests searches) => searches.SearchAsync(name, null, context));
            routes.MapPost($"/{name}/_search", (HttpContext context, SearchRequests searches) => searches.SearchAsync(name, null, context));
            if (type.ChartElement is not null)
            {
                routes.MapGet(
                    $"/Patient/{{patient}}/{name}",
                    (string patient, HttpContext context, SearchRequests searches) => searches.SearchAsync(name, patient, context));
                routes.MapPost(
                    $"/Patient/{{patient}}/{name}/_search",
                    (string patient, HttpContext context, SearchRequests searches) => searches.SearchAsync(name, patient, context));
            }
        }
    }

    private static void MapWriting(IEndpointRouteBuilder routes, ServedType type)
    {
        if (type.Offers(Interaction.Create))
        {
            routes.MapPost(
                $"/{type.Name}/{ValidateRequests.Operation}",
                (HttpContext context, ValidateRequests validations) => validations.ValidateAsync(type, context))
                .IsOperation(type.Name, ValidateRequests.Operation, ValidateRequests.Definition);
            routes.MapPost($"/{type.Name}", (HttpContext context, WriteRequests writes) => writes.CreateAsync(type, context));
        }

        if (type.Offers(Interaction.Update))
        {
            routes.MapPut($"/{type.Name}/{{id}}", (string id, HttpContext context, WriteRequests writes) => writes.UpdateAsync(type, id, context));
            routes.MapPut($"/{type.Name}", (HttpContext context, WriteRequests writes) => writes.UpdateAsync(type, null, context));
        }

        if (type.Offers(Interaction.Patch))
        {
            routes.MapPatch($"/{type.Name}/{{id}}", (string id, HttpContext context, WriteRequests writes) => writes.PatchAsync(type, id, context));
            routes.MapPatch($"/{type.Name}", (HttpContext context, WriteRequests writes) => writes.PatchAsync(type, null, context));
        }

        if (type.Offers(Interaction.Delete))
        {
            routes.MapDelete($"/{type.Name}/{{id}}", (string id, HttpContext context, WriteRequests writes) => writes.DeleteAsync(type, id, context));
            routes.MapDelete($"/{type.Name}", (HttpContext context, WriteRequests writes) => writes.DeleteAsync(type, null, context));
        }
    }
}
