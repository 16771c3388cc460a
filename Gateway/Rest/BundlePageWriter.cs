using System.Buffers;
using System.Text.Json;
using Gateway.Resources;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;

namespace Gateway.Rest;

/// <summary>Writes a page in the form that was asked for. Stored JSON is copied into it; only another form makes it parse.</summary>
internal static class BundlePageWriter
{
    private const int RoomForFrame = 1024;
    private const int RoomForEntry = 512;

    /// <summary>The page, its matches and includes cut to what was asked for; outcomes stay whole.</summary>
    public static ReadOnlyMemory<byte> Write(BundlePage page, AnswerForm form)
    {
        var shown = form.Summary == Summary.Count ? page with { Entries = [] } : page;
        return Rendering.InFormat(WriteJson(shown, form), form);
    }

    private static ReadOnlyMemory<byte> WriteJson(BundlePage page, AnswerForm form)
    {
        var buffer = new ArrayBufferWriter<byte>(RoomForFrame + page.Entries.Sum(entry => RoomForEntry + entry.Content.Length));
        using var json = new Utf8JsonWriter(buffer, FhirJson.Writing);
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        WriteIfPresent(json, "id", page.Id);
        json.WriteString("type", page.Type.GetLiteral());
        json.WriteString("timestamp", InstantOf(page.Timestamp));
        if (page.Total is { } total)
        {
            json.WriteNumber("total", total);
        }

        WriteLinks(json, page);
        WriteEntries(json, page, form);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteLinks(Utf8JsonWriter json, BundlePage page)
    {
        // FHIR has no empty arrays.
        if (page.Links.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("link");
        foreach (var link in page.Links)
        {
            json.WriteStartObject();
            json.WriteString("relation", link.Relation);
            json.WriteString("url", link.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEntries(Utf8JsonWriter json, BundlePage page, AnswerForm form)
    {
        if (page.Entries.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("entry");
        foreach (var entry in page.Entries)
        {
            WriteEntry(json, entry, form);
        }

        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, PageEntry entry, AnswerForm form)
    {
        json.WriteStartObject();
        WriteIfPresent(json, "fullUrl", entry.FullUrl);
        WriteResource(json, "resource", entry.Mode == Bundle.SearchEntryMode.Outcome ? entry.Content : CutIfAny(entry.Content, form));
        if (entry.Mode is { } mode)
        {
            json.WriteStartObject("search");
            json.WriteString("mode", mode.GetLiteral());
            json.WriteEndObject();
        }

        if (entry.Request is { } request)
        {
            json.WriteStartObject("request");
            json.WriteString("method", request.Method.GetLiteral());
            json.WriteString("url", request.Url);
            json.WriteEndObject();
        }

        if (entry.Response is { } response)
        {
            WriteResponse(json, response);
        }

        json.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter json, PageResponse response)
    {
        json.WriteStartObject("response");
        json.WriteString("status", response.Status);
        WriteIfPresent(json, "location", response.Location);
        WriteIfPresent(json, "etag", response.ETag);
        WriteIfPresent(json, "lastModified", response.LastModified is { } instant ? InstantOf(instant) : null);
        WriteResource(json, "outcome", response.Outcome);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> CutIfAny(ReadOnlyMemory<byte> content, AnswerForm form) =>
        content.IsEmpty ? content : Rendering.Cut(content, form);

    private static void WriteResource(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> content)
    {
        if (!content.IsEmpty)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(content.Span, skipInputValidation: true);
        }
    }

    private static void WriteIfPresent(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string InstantOf(DateTimeOffset instant) => (string)new Instant(instant).JsonValue!;
}
