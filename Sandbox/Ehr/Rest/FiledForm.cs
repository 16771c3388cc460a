using System.Text.Json;
using Sandbox.Ehr.Records;

namespace Sandbox.Ehr.Rest;

/// <summary>Gives a checked Communication the EHR's id and version, and reads off what it is found by.</summary>
internal static class FiledForm
{
    public static FiledCommunication Of(JsonElement root, long sequence, byte[] content) => Of(root, sequence, content, SentIn(root));

    private static FiledCommunication Of(JsonElement root, long sequence, byte[] content, DateTimeOffset? sent) => new()
    {
        Sequence = sequence,
        Patient = ElementValues.References(root, "subject").FirstOrDefault(),
        Sender = ElementValues.References(root, "sender").FirstOrDefault(),
        Status = root.GetProperty("status").GetString()!,
        Sent = sent,
        Identifiers = [.. ElementValues.At(root, "identifier").Select(identifier => (Text(identifier, "system"), Text(identifier, "value")))],
        Recipients = [.. ElementValues.References(root, "recipient")],
        Updated = UpdatedIn(content) ?? sent ?? DateTimeOffset.UnixEpoch,
        Content = content,
    };

    /// <summary>The version of what is filed.</summary>
    public static int VersionOf(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        return document.RootElement.TryGetProperty("meta", out var meta) && int.TryParse(Text(meta, "versionId"), out var version) ? version : 1;
    }

    private static DateTimeOffset? SentIn(JsonElement root) =>
        root.TryGetProperty("sent", out var sent) && DateSpan.TryParse(sent.GetString()!, out var span) ? span.From : null;

    private static DateTimeOffset? UpdatedIn(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        return document.RootElement.TryGetProperty("meta", out var meta) && DateSpan.TryParse(Text(meta, "lastUpdated"), out var span) ? span.From : null;
    }

    /// <summary>The body with <c>id</c>, <c>meta.versionId</c> and <c>meta.lastUpdated</c> replaced by the EHR's own.</summary>
    public static byte[] Stamp(JsonElement root, string id, DateTimeOffset now, int version = 1)
    {
        using var buffer = new MemoryStream(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("resourceType", "Communication");
            writer.WriteString("id", id);
            WriteMeta(writer, root, now, version);
            foreach (var property in root.EnumerateObject().Where(property => property.Name is not ("resourceType" or "id" or "meta")))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteMeta(Utf8JsonWriter writer, JsonElement root, DateTimeOffset now, int version)
    {
        writer.WriteStartObject("meta");
        writer.WriteString("versionId", version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteString("lastUpdated", now.ToUniversalTime());
        if (root.TryGetProperty("meta", out var meta))
        {
            foreach (var property in meta.EnumerateObject().Where(property => property.Name is not ("versionId" or "lastUpdated")))
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
