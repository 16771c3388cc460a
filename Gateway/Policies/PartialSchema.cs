using System.Text.Json.Nodes;

namespace Gateway.Policies;

/// <summary>Derives the schema of a JSON Merge Patch from that of what it is laid over: nothing is required, and what may be absent may be taken away with null.</summary>
internal static class PartialSchema
{
    private const string Local = "#/$defs/";

    /// <summary>Rules over several members hold for the whole and not for its parts.</summary>
    private static readonly string[] OfTheWhole = ["required", "dependentRequired", "minProperties", "allOf"];

    /// <param name="sections">The members of the whole document.</param>
    /// <param name="definitions">What their references lead to.</param>
    public static JsonObject Of(JsonObject sections, JsonObject definitions)
    {
        var parts = new JsonObject();
        foreach (var (name, section) in sections.Where(section => !PolicyMembers.OrganisationOnly.Contains(section.Key)))
        {
            parts[name] = PartOf(section!.AsObject(), definitions);
        }

        return new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = parts };
    }

    private static JsonObject PartOf(JsonObject schema, JsonObject definitions)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference && reference.StartsWith(Local, StringComparison.Ordinal))
        {
            var target = definitions[reference[Local.Length..]]!.AsObject();
            return HasParts(target) ? PartOf(target, definitions) : schema.DeepClone().AsObject();
        }

        var part = schema.DeepClone().AsObject();
        var required = (part["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var keyword in OfTheWhole)
        {
            part.Remove(keyword);
        }

        Replace(part, "properties", (name, member) => required.Contains(name) ? PartOf(member, definitions) : OrNull(PartOf(member, definitions)));
        Replace(part, "patternProperties", (_, member) => OrNull(PartOf(member, definitions)));
        if (part["anyOf"] is JsonArray choices)
        {
            part["anyOf"] = new JsonArray([.. choices.Select(choice => PartOf(choice!.AsObject(), definitions))]);
        }

        return part;
    }

    private static bool HasParts(JsonObject schema) => schema.ContainsKey("properties") || schema.ContainsKey("patternProperties") || schema.ContainsKey("anyOf");

    private static JsonObject OrNull(JsonObject schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };

    private static void Replace(JsonObject schema, string keyword, Func<string, JsonObject, JsonObject> replacement)
    {
        if (schema[keyword] is JsonObject members)
        {
            foreach (var (name, member) in members.ToList())
            {
                members[name] = replacement(name, member!.AsObject());
            }
        }
    }
}
