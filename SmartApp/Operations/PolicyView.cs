using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartApp.Operations;

/// <summary>A version of the policy as the pages show it.</summary>
internal sealed record PolicyView(int Number, string Name, string Status, string CreatedBy, DateTimeOffset ChangedAt, string ETag, string Document)
{
    /// <summary>Read by people: indented, and with letters as they are.</summary>
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of two members of one name a person sees the one and the gateway the other.</summary>
    private static readonly JsonDocumentOptions _once = new() { AllowDuplicateProperties = false };

    public bool IsDraft => Status == "draft";

    public static PolicyView Of(JsonObject version)
    {
        return new PolicyView(
            (int?)version["number"] ?? 0, Text("version"), Text("status"), Text("createdBy"),
            DateTimeOffset.TryParse(Text("changedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default,
            Text("eTag"), version["document"] is { } document ? Readable(document) : "");

        string Text(string member) => (string?)version[member] ?? "";
    }

    public static string Readable(JsonNode document) => document.ToJsonString(_readable);

    /// <summary>The document, or where it is not JSON.</summary>
    public static (JsonNode? Document, long? Line) Parse(string? text)
    {
        try
        {
            return (JsonNode.Parse(text ?? "", documentOptions: _once), null);
        }
        catch (JsonException malformed)
        {
            return (null, (malformed.LineNumber ?? 0) + 1);
        }
    }
}
