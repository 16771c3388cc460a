using System.Collections.Immutable;
using Fhir.Profiles;

namespace Gateway.Rest;

/// <summary>Reads of the profiles, terminology, operations and other definitions this server claims, so that a client can resolve them.</summary>
internal static class DefinitionEndpoints
{
    internal static readonly ImmutableArray<string> Types = ProfileLibrary.Types;

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
