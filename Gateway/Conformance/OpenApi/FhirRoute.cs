namespace Gateway.Conformance.OpenApi;

/// <summary>A mapped FHIR endpoint, read by the grammar of FHIR's addresses (R4 http.html).</summary>
/// <param name="Action">What it does.</param>
/// <param name="Type">The resource type it is about; none for the whole server.</param>
/// <param name="Operation">The operation's name without the dollar sign; none for an interaction.</param>
internal sealed record FhirRoute(FhirAction Action, string? Type = null, string? Operation = null)
{
    private const string ById = "{id}";

    /// <summary>An operation on the type, and not on one resource.</summary>
    public bool IsOfType { get; init; }

    /// <summary>Reads a method and a path below the FHIR base; null for what FHIR's grammar does not have.</summary>
    public static FhirRoute? Of(string method, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [.., ['$', .. var name]] => new FhirRoute(FhirAction.Operation, parts.Length == 1 ? null : parts[0], name) { IsOfType = parts.Length == 2 },
            ["metadata"] when method == "GET" => new FhirRoute(FhirAction.Capabilities),
            [".well-known", "smart-configuration"] when method == "GET" => new FhirRoute(FhirAction.SmartConfiguration),
            [] when method == "POST" => new FhirRoute(FhirAction.Bundle),
            ["_history"] when method == "GET" => new FhirRoute(FhirAction.HistorySystem),
            [var type] => OfType(method, type),
            [var type, "_history"] when method == "GET" => new FhirRoute(FhirAction.HistoryType, type),
            [var type, "_search"] when method == "POST" => new FhirRoute(FhirAction.SearchByForm, type),
            [var type, ById] => OfInstance(method, type),
            [var type, ById, "_history"] when method == "GET" => new FhirRoute(FhirAction.HistoryInstance, type),
            [var type, ById, "_history", "{version}"] when method == "GET" => new FhirRoute(FhirAction.Vread, type),
            ["Patient", "{patient}", var type] when method == "GET" => new FhirRoute(FhirAction.SearchOfPatient, type),
            ["Patient", "{patient}", var type, "_search"] when method == "POST" => new FhirRoute(FhirAction.SearchOfPatientByForm, type),
            _ => null,
        };
    }

    private static FhirRoute? OfType(string method, string type) => method switch
    {
        "GET" => new FhirRoute(FhirAction.Search, type),
        "POST" => new FhirRoute(FhirAction.Create, type),
        "PUT" => new FhirRoute(FhirAction.UpdateWhere, type),
        "PATCH" => new FhirRoute(FhirAction.PatchWhere, type),
        "DELETE" => new FhirRoute(FhirAction.DeleteWhere, type),
        _ => null,
    };

    private static FhirRoute? OfInstance(string method, string type) => method switch
    {
        "GET" => new FhirRoute(FhirAction.Read, type),
        "PUT" => new FhirRoute(FhirAction.Update, type),
        "PATCH" => new FhirRoute(FhirAction.Patch, type),
        "DELETE" => new FhirRoute(FhirAction.Delete, type),
        _ => null,
    };
}
