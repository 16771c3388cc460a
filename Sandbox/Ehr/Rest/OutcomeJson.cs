using System.Globalization;
using System.Text.Json;

namespace Sandbox.Ehr.Rest;

/// <summary>Writes OperationOutcomes by hand: an error path must not be what loads the FHIR model.</summary>
internal static class OutcomeJson
{
    public const string CodeSystem = "https://fhirmessaging.org/fhir/CodeSystem/sandbox-ehr-code";

    public static byte[] Of(params IReadOnlyList<EhrIssue> issues)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, issues);
        }

        return buffer.ToArray();
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<EhrIssue> issues)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", "OperationOutcome");
        writer.WriteStartArray("issue");
        foreach (var issue in issues)
        {
            WriteIssue(writer, issue);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteIssue(Utf8JsonWriter writer, EhrIssue issue)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", issue.Severity);
        writer.WriteString("code", issue.Type);
        writer.WriteStartObject("details");
        writer.WriteStartArray("coding");
        writer.WriteStartObject();
        writer.WriteString("system", CodeSystem);
        writer.WriteString("code", ((int)issue.Code).ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("text", issue.Text);
        writer.WriteEndObject();
        writer.WriteString("diagnostics", issue.Text);
        if (issue.Expression is { } expression)
        {
            writer.WriteStartArray("expression");
            writer.WriteStringValue(expression);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
