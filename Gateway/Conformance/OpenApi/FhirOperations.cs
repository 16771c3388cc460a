using System.Globalization;
using Gateway.Rest;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>Describes one endpoint after the other, each under a name of its own that stays.</summary>
internal sealed class FhirOperations(OpenApiDocument document, FhirAnswers answers, RequestForms requests)
{
    private const string Server = "Server";

    /// <summary>One endpoint; null for HEAD, which is GET without the body.</summary>
    public OpenApiOperation? Describe(string method, string path, IReadOnlyList<object> metadata)
    {
        if (FhirRoute.Of(method, path) is not { } route)
        {
            return null;
        }

        var isAnonymous = metadata.OfType<IAllowAnonymous>().Any();
        var operation = new OpenApiOperation
        {
            OperationId = NameOf(route, method),
            Summary = SummaryOf(route),
            Description = route.Operation is { } name ? OperationForms.TextOf(name) : null,
            Tags = new HashSet<OpenApiTagReference> { new(route.Type ?? Server, document) },
            Parameters = requests.ParametersOf(route, method == "GET" ? metadata.OfType<ServedOperation>().FirstOrDefault() : null, path),
            RequestBody = requests.BodyOf(route, method),
            Responses = answers.Of(route, isAnonymous),
        };
        if (isAnonymous)
        {
            operation.Security = [];
        }

        return operation;
    }

    public static string TextOfTag(string tag) => tag == Server
        ? "The server as a whole."
        : Hl7.Fhir.Model.ModelInfo.GetTypeForFhirType(tag) is { } type && ElementTexts.Of(type) is { } text ? text : tag;

    internal static string NameOf(FhirRoute route, string method) => route.Action switch
    {
        FhirAction.Capabilities => "capabilities",
        FhirAction.SmartConfiguration => "smartConfiguration",
        FhirAction.Bundle => "runBundle",
        FhirAction.HistorySystem => "historyOfAll",
        FhirAction.Read => $"read{route.Type}",
        FhirAction.Vread => $"readVersionOf{route.Type}",
        FhirAction.HistoryInstance => $"historyOf{route.Type}",
        FhirAction.HistoryType => $"historyOfEach{route.Type}",
        FhirAction.Search => $"search{route.Type}",
        FhirAction.SearchByForm => $"search{route.Type}ByForm",
        FhirAction.SearchOfPatient => $"search{route.Type}OfPatient",
        FhirAction.SearchOfPatientByForm => $"search{route.Type}OfPatientByForm",
        FhirAction.Create => $"create{route.Type}",
        FhirAction.Update => $"update{route.Type}",
        FhirAction.UpdateWhere => $"update{route.Type}Where",
        FhirAction.Patch => $"patch{route.Type}",
        FhirAction.PatchWhere => $"patch{route.Type}Where",
        FhirAction.Delete => $"delete{route.Type}",
        FhirAction.DeleteWhere => $"delete{route.Type}Where",
        FhirAction.Operation => $"{Camel(route.Operation!)}{(route.Type is null ? string.Empty : IsOnBoth(route) ? "OfEach" : "Of")}{route.Type}{(method == "GET" ? string.Empty : "ByPost")}",
    };

    // Called on the type and on one resource, under one name: which is meant, the name of the method says.
    private static bool IsOnBoth(FhirRoute route) => route is { IsOfType: true, Type: "Subscription", Operation: "status" };

    private static string SummaryOf(FhirRoute route) => route.Action switch
    {
        FhirAction.Capabilities => "What this server does",
        FhirAction.SmartConfiguration => "How to sign in (SMART App Launch), always as JSON",
        FhirAction.Bundle => "Run a batch or a transaction",
        FhirAction.HistorySystem => "What happened to all resources",
        FhirAction.Read => $"Read a {route.Type}",
        FhirAction.Vread => $"Read one version of a {route.Type}",
        FhirAction.HistoryInstance => $"All versions of a {route.Type}",
        FhirAction.HistoryType => $"What happened to each {route.Type}",
        FhirAction.Search => $"Search {route.Type}",
        FhirAction.SearchByForm => $"Search {route.Type} by a form, which keeps the criteria out of addresses",
        FhirAction.SearchOfPatient => $"Search {route.Type} in a patient's compartment",
        FhirAction.SearchOfPatientByForm => $"Search {route.Type} in a patient's compartment by a form",
        FhirAction.Create => route.Type == "Communication" ? "Send a message" : $"Create a {route.Type}",
        FhirAction.Update => $"Replace a {route.Type}, or create it under this id",
        FhirAction.UpdateWhere => $"Replace the {route.Type} that a search finds",
        FhirAction.Patch => $"Change parts of a {route.Type}",
        FhirAction.PatchWhere => $"Change parts of the {route.Type} that a search finds",
        FhirAction.Delete => $"Delete a {route.Type}",
        FhirAction.DeleteWhere => $"Delete the {route.Type} that a search finds",
        FhirAction.Operation => $"${route.Operation}",
    };

    private static string Camel(string name)
    {
        var words = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name).Replace("-", string.Empty, StringComparison.Ordinal);
        return $"{char.ToLowerInvariant(words[0])}{words[1..]}";
    }
}
