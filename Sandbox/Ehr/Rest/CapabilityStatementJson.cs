using System.Text.Json;

namespace Sandbox.Ehr.Rest;

/// <summary>Says what the EHR can do, from the tables that do it.</summary>
internal static class CapabilityStatementJson
{
    public static byte[] Of(SandboxOptions options, DateTimeOffset now)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("resourceType", "CapabilityStatement");
            writer.WriteString("status", "active");
            writer.WriteString("date", now.ToUniversalTime().ToString("yyyy-MM-dd", null));
            writer.WriteString("kind", "instance");
            WriteObject(writer, "software", ("name", "Sandbox EHR"));
            WriteObject(writer, "implementation",
                ("description", "A simulated EHR for development. Not for patient data."), ("url", options.EhrFhirBase));
            writer.WriteString("fhirVersion", "4.0.1");
            WriteArray(writer, "format", "application/fhir+json", "json");
            WriteRest(writer, options);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteRest(Utf8JsonWriter writer, SandboxOptions options)
    {
        writer.WriteStartArray("rest");
        writer.WriteStartObject();
        writer.WriteString("mode", "server");
        writer.WriteString("documentation",
            (options.EhrTakesUpdates ? "A message can be marked as entered in error, by an update; nothing is deleted. " : "Nothing is updated or deleted. ")
            + "If-None-Exist is ignored: a create that is repeated files twice. "
            + "A patient's token reaches what is about that patient, and the directory of people and pools in no chart.");
        WriteSecurity(writer, options);
        writer.WriteStartArray("resource");
        foreach (var type in SearchParameters.Types)
        {
            WriteResource(writer, type, options.EhrTakesUpdates);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteSecurity(Utf8JsonWriter writer, SandboxOptions options)
    {
        writer.WriteStartObject("security");
        writer.WriteBoolean("cors", true);
        writer.WriteStartArray("service");
        writer.WriteStartObject();
        writer.WriteStartArray("coding");
        writer.WriteStartObject();
        writer.WriteString("system", "http://terminology.hl7.org/CodeSystem/restful-security-service");
        writer.WriteString("code", "SMART-on-FHIR");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("description", $"Tokens are issued at {options.TokenEndpoint}.");
        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, string type, bool takesUpdates)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteStartArray("interaction");
        foreach (var code in type == "Communication" ? ["read", "search-type", "create", .. takesUpdates ? (string[])["update"] : []] : (string[])["read", "search-type"])
        {
            writer.WriteStartObject();
            writer.WriteString("code", code);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("versioning", "no-version");
        writer.WriteBoolean("conditionalCreate", false);
        writer.WriteStartArray("searchParam");
        foreach (var parameter in SearchParameters.Of(type))
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            writer.WriteString("type", parameter.Kind.ToString().ToLowerInvariant());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, string name, params ReadOnlySpan<(string Name, string Value)> members)
    {
        writer.WriteStartObject(name);
        foreach (var (member, value) in members)
        {
            writer.WriteString(member, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, string name, params ReadOnlySpan<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
