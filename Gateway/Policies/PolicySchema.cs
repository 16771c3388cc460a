using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Gateway.Policies;

/// <summary>
/// The published JSON Schema of the policy document. Its sections stand in <c>policy.schema.json</c>; the partial ones, which departments and
/// practitioners may lay over them, are derived from these, so that a section is described once (ADR 0036).
/// </summary>
internal static class PolicySchema
{
    public const string ContentType = "application/schema+json";

    private const string Refused = "";

    private static readonly Lazy<JsonObject> Document = new(Build);

    /// <summary>The schema as it is published.</summary>
    public static string Text { get; } = Document.Value.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static readonly Lazy<JsonSchema> Compiled = new(() => JsonSchema.FromText(Text));

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.Hierarchical, RequireFormatValidation = true };

    /// <summary>What of a document departs from the schema, each with its place.</summary>
    public static ImmutableArray<PolicyFault> FaultsOf(JsonNode? document)
    {
        var faults = new List<PolicyFault>();
        Collect(Compiled.Value.Evaluate(document, Options), faults);
        return [.. faults.Distinct()];
    }

    private static JsonObject Build()
    {
        using var stream = typeof(PolicySchema).Assembly.GetManifestResourceStream("Gateway.Policies.policy.schema.json")!;
        var schema = JsonNode.Parse(stream)!.AsObject();
        var definitions = schema["$defs"]!.AsObject();
        var department = PartialSchema.Of(schema["properties"]!.AsObject(), definitions);
        var practitioner = department.DeepClone().AsObject();
        practitioner["properties"]!.AsObject()[PolicyMembers.Department] = new JsonObject
        {
            ["description"] = "The department, of those in departments, whose rules this practitioner's are laid over.",
            ["type"] = "string",
        };
        definitions["department"] = department;
        definitions["practitioner"] = practitioner;
        return schema;
    }

    private static void Collect(EvaluationResults results, List<PolicyFault> faults)
    {
        // What an "if" finds is a question and no fault.
        if (results.IsValid || results.EvaluationPath.ToString().EndsWith("/if", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var (keyword, message) in results.Errors ?? new Dictionary<string, string>())
        {
            faults.Add(new PolicyFault(results.InstanceLocation.ToString(), keyword == Refused ? "This member is not known here." : Sentence(message, results)));
        }

        foreach (var detail in results.Details)
        {
            Collect(detail, faults);
        }
    }

    private static string Sentence(string message, EvaluationResults results) =>
        DescriptionAt(results.SchemaLocation) is { } description ? $"{message.TrimEnd('.')}. {description}" : $"{message.TrimEnd('.')}.";

    private static string? DescriptionAt(Uri location)
    {
        JsonNode? node = Document.Value;
        foreach (var step in Uri.UnescapeDataString(location.Fragment.TrimStart('#')).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node switch
            {
                JsonObject members => members[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)],
                JsonArray items when int.TryParse(step, out var index) && index < items.Count => items[index],
                _ => null,
            };
        }

        return (node as JsonObject)?["description"]?.GetValue<string>();
    }
}
