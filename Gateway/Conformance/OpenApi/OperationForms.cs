using System.Text.Json;
using Fhir.Profiles;
using Gateway.Rest;

namespace Gateway.Conformance.OpenApi;

/// <summary>What an operation is and answers, by the definition that is published of it.</summary>
internal static class OperationForms
{
    /// <summary>The schema of an operation's answer: its one output named return, else Parameters.</summary>
    public static string AnswerOf(string operation) => operation == "validate"
        ? "OperationOutcome"
        : Find(operation) is { } definition && Outputs(definition) is [("return", var type)] ? type : "Parameters";

    /// <summary>The types that operations answer instead of Parameters.</summary>
    public static IEnumerable<string> AnswerTypes() => Published().Select(Outputs).SelectMany(outputs => outputs is [("return", var type)] ? [type] : Array.Empty<string>()).Distinct();

    public static string? TextOf(string operation) => Find(operation) is { } definition && definition.TryGetProperty("description", out var text)
        ? text.GetString()
        : null;

    /// <summary>Whether the resource itself may be sent: the operation's one parameter of that name, or FHIR's own.</summary>
    public static bool TakesResource(string operation) =>
        Find(operation) is not { } definition || Parameters(definition, "in").Any(input => input.Name == "resource");

    /// <summary>Parameters that may also be given in the address: those of primitive types.</summary>
    public static IEnumerable<(string Name, string Text)> InputsOf(ServedOperation operation) => Find(operation.Name) is { } definition
        ? Parameters(definition, "in").Where(input => char.IsLower(input.Type[0])).Select(input => (input.Name, input.Text))
        : [];

    private static (string Name, string Type)[] Outputs(JsonElement definition) =>
        [.. Parameters(definition, "out").Select(output => (output.Name, output.Type))];

    private static IEnumerable<(string Name, string Type, string Text)> Parameters(JsonElement definition, string use) =>
        definition.GetProperty("parameter").EnumerateArray()
            .Where(parameter => parameter.GetProperty("use").ValueEquals(use))
            .Select(parameter => (
                parameter.GetProperty("name").GetString()!,
                parameter.TryGetProperty("type", out var type) ? type.GetString()! : "BackboneElement",
                parameter.TryGetProperty("documentation", out var text) ? text.GetString()! : string.Empty));

    private static JsonElement? Find(string operation)
    {
        foreach (var definition in Published())
        {
            if (definition.GetProperty("code").ValueEquals(operation))
            {
                return definition;
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Published()
    {
        foreach (var definition in ProfileLibrary.OfType("OperationDefinition"))
        {
            using var document = JsonDocument.Parse(definition.Content);
            yield return document.RootElement.Clone();
        }
    }
}
