using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Load.Posting;

/// <summary>Writes the Communication that a portal would post for a patient.</summary>
internal static class CommunicationBody
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(string text, string chart, DateTimeOffset sent, string? id = null)
    {
        var bytes = new ArrayBufferWriter<byte>(512 + text.Length);
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Communication");
            if (id is not null)
            {
                json.WriteString("id", id);
            }

            json.WriteString("status", "in-progress");
            WriteReference(json, "subject", chart);
            json.WriteString("sent", sent.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", System.Globalization.CultureInfo.InvariantCulture));
            WriteReference(json, "sender", chart);
            json.WriteStartArray("payload");
            json.WriteStartObject();
            json.WriteString("contentString", text);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteReference(Utf8JsonWriter json, string element, string chart)
    {
        json.WriteStartObject(element);
        json.WriteString("reference", $"Patient/{chart}");
        json.WriteEndObject();
    }
}
