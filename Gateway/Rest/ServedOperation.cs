namespace Gateway.Rest;

/// <summary>Says of an endpoint that it is a FHIR operation: from this mark the capability statement and the API documents know of it.</summary>
/// <param name="Type">The type it is called on; none for the whole server.</param>
/// <param name="Name">Its name, without the dollar sign.</param>
/// <param name="Definition">The canonical address of its OperationDefinition.</param>
internal sealed record ServedOperation(string? Type, string Name, string Definition);

/// <summary>Marks endpoints as operations.</summary>
internal static class ServedOperations
{
    public static TBuilder IsOperation<TBuilder>(this TBuilder endpoint, string? type, string name, string definition)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ServedOperation(type, name.TrimStart('$'), definition));

    /// <summary>The operations among mapped endpoints, each once.</summary>
    public static IEnumerable<ServedOperation> In(EndpointDataSource endpoints) => endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<ServedOperation>())
        .OfType<ServedOperation>()
        .Distinct();
}
