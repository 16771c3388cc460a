using System.Text.Json;

namespace Sandbox.Ehr.Rest;

/// <summary>Writes a searchset around resources that are already JSON.</summary>
internal static class SearchBundle
{
    public static byte[] Write(SearchRequest request, SearchPage page, string fhirBase)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("resourceType", "Bundle");
            writer.WriteString("type", "searchset");
            if (page.Total is { } total)
            {
                writer.WriteNumber("total", total);
            }

            WriteLinks(writer, request, page, fhirBase);
            WriteEntries(writer, request, page, fhirBase);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteLinks(Utf8JsonWriter writer, SearchRequest request, SearchPage page, string fhirBase)
    {
        var self = $"{fhirBase}/{request.Type}?{request.SelfQuery}{(request.SelfQuery.Length > 0 ? "&" : "")}_count={request.Count}";
        writer.WriteStartArray("link");
        WriteLink(writer, "self", request.After.Sequence > 0 ? $"{self}&page={request.After}" : self);
        if (page.Next is { } next)
        {
            WriteLink(writer, "next", $"{self}&page={next}");
        }

        writer.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter writer, string relation, string url)
    {
        writer.WriteStartObject();
        writer.WriteString("relation", relation);
        writer.WriteString("url", url);
        writer.WriteEndObject();
    }

    private static void WriteEntries(Utf8JsonWriter writer, SearchRequest request, SearchPage page, string fhirBase)
    {
        var isEmpty = page.Total == 0 || (page.Total is null && page.Entries.Count == 0 && request.After == default);
        if (page.Entries.Count == 0 && !isEmpty)
        {
            return;
        }

        writer.WriteStartArray("entry");
        foreach (var (id, content) in page.Entries)
        {
            writer.WriteStartObject();
            writer.WriteString("fullUrl", $"{fhirBase}/{request.Type}/{id}");
            writer.WritePropertyName("resource");
            writer.WriteRawValue(content, skipInputValidation: true);
            WriteMode(writer, "match");
            writer.WriteEndObject();
        }

        if (isEmpty)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("resource");
            var nothing = new EhrIssue(EhrCode.NoResults, "informational", "The search found nothing.") { Severity = "information" };
            OutcomeJson.Write(writer, [nothing]);
            WriteMode(writer, "outcome");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMode(Utf8JsonWriter writer, string mode)
    {
        writer.WriteStartObject("search");
        writer.WriteString("mode", mode);
        writer.WriteEndObject();
    }
}
