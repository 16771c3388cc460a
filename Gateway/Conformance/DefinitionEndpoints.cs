using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Interactions;
using Gateway.Rest;

namespace Gateway.Conformance;

/// <summary>Reads of the profiles, terminology, operations and other definitions this server claims, so that a client can resolve them.</summary>
internal static class DefinitionEndpoints
{
    /// <summary>The types of our definitions, but for those that are also stored: of these the store answers alone.</summary>
    internal static readonly ImmutableArray<string> Types = [.. ProfileLibrary.Types.Where(type => ServedTypes.Find(type) is null)];

    public static IEndpointRouteBuilder MapDefinitions(this IEndpointRouteBuilder routes)
    {
        foreach (var type in Types)
        {
            routes.MapMethods($"/{type}/{{id}}", FhirMethods.Read, (string id) => Answer(type, id)).AllowAnonymous();
        }

        return routes;
    }

    private static IResult Answer(string type, string id) => ProfileLibrary.Find(type, id) is { } content
        ? new DocumentFound(content)
        : new Refused(StatusCodes.Status404NotFound, [ErrorResponses.ForStatus(StatusCodes.Status404NotFound)]);
}
