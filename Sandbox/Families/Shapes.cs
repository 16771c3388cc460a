using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Ehr.Records;

namespace Sandbox.Families;

/// <summary>The FHIR datatypes that the seed is written in; plain JSON, so that seeding does not load the FHIR model.</summary>
internal static class Shapes
{
    public const string RecordNumbers = "https://fhirmessaging.org/fhir/sid/sandbox-mrn";

    /// <summary>A resource with its members; those that are null are left out.</summary>
    public static SeededResource Resource(string type, string id, JsonObject members)
    {
        using var buffer = new MemoryStream(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("resourceType", type);
            writer.WriteString("id", id);
            writer.WriteStartObject("meta");
            writer.WriteString("versionId", "1");
            writer.WriteEndObject();
            foreach (var (name, value) in members)
            {
                if (value is not null)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return new SeededResource(type, id, buffer.ToArray());
    }

    public static JsonObject Identifier(string system, string value) => new() { ["system"] = system, ["value"] = value };

    public static JsonObject Name(string given, string family) =>
        new() { ["use"] = "official", ["text"] = $"{given} {family}", ["family"] = family, ["given"] = new JsonArray { (JsonNode)given } };

    public static JsonObject Email(string address) => new() { ["system"] = "email", ["value"] = address };

    public static JsonObject Reference(string reference) => new() { ["reference"] = reference };

    public static JsonObject Concept(string system, string code) =>
        new() { ["coding"] = List(new JsonObject { ["system"] = system, ["code"] = code }) };

    public static JsonArray Members(params ReadOnlySpan<string> references)
    {
        var members = new JsonArray();
        foreach (var reference in references)
        {
            members.Add((JsonNode)new JsonObject { ["member"] = Reference(reference) });
        }

        return members;
    }

    public static JsonArray List(params ReadOnlySpan<JsonObject> items)
    {
        var list = new JsonArray();
        foreach (var item in items)
        {
            list.Add((JsonNode)item);
        }

        return list;
    }
}
