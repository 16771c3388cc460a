using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;

namespace Gateway.Resources;

/// <summary>FHIR JSON in and out: strict with what clients send, lenient with what the EHR answers.</summary>
internal static class FhirJson
{
    private static readonly FhirJsonDeserializer Strict = new(new DeserializerSettings().UsingMode(DeserializationMode.Strict));
    private static readonly FhirJsonDeserializer Lenient = new(new DeserializerSettings().UsingMode(DeserializationMode.Recoverable));
    private static readonly FhirJsonSerializer Serializer = new();

    private const int InitialBuffer = 4 * 1024;
    private const int LargestKeptBuffer = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? Buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? Writer;

    // The answer's content type is JSON, never HTML: text in any script stays readable, and short.
    internal static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A stored resource is at most 64 deep; in a Bundle it lies deeper.
    private const int StoredDepth = 128;

    /// <summary>Parses a resource of type <typeparamref name="T"/> strictly; every issue carries its path.</summary>
    public static bool TryParse<T>(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out T? resource, out ImmutableArray<Issue> issues)
        where T : Resource => TryParse(json, ParseIssues.Of, out resource, out issues);

    /// <summary>Parses as strictly what the gateway itself wrote: issues name no line of a text that no client has seen.</summary>
    public static bool TryReparse(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out Resource? resource, out ImmutableArray<Issue> issues) =>
        TryParse(json, ParseIssues.WithoutLine, out resource, out issues);

    private static bool TryParse<T>(
        ReadOnlyMemory<byte> json, Func<CodedException, Issue> issueOf, [NotNullWhen(true)] out T? resource, out ImmutableArray<Issue> issues)
        where T : Resource
    {
        resource = null;
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            var wellFormed = Strict.TryDeserializeResource(ref reader, out var parsed, out var found);
            issues = [.. found.Select(issue => ParseIssues.Within(parsed, issueOf(issue))), .. TrailingContent(ref reader)];
            if (parsed is not null and not T && issues.IsEmpty)
            {
                issues = [ParseIssues.WrongType(typeof(T).Name)];
            }

            resource = parsed as T;
            return wellFormed && issues.IsEmpty && resource is not null;
        }
        catch (JsonException e)
        {
            issues = [ParseIssues.Malformed(e)];
            return false;
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader's answer to a lone surrogate, and the SDK's to a root that is no object.
            issues = [ParseIssues.NotAnObject()];
            return false;
        }
    }

    /// <summary>Reads what the EHR answered, taking what can be understood; null if that is nothing of this type.</summary>
    public static T? ReadLenient<T>(ReadOnlyMemory<byte> json)
        where T : Resource
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            Lenient.TryDeserializeResource(ref reader, out var parsed, out _);
            return parsed as T;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads what was stored or written here: it was held to FHIR when it came in.</summary>
    /// <exception cref="InvalidDataException">It is no resource: the store is damaged.</exception>
    public static Resource ReadStored(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = StoredDepth });
        Lenient.TryDeserializeResource(ref reader, out var parsed, out _);
        return parsed ?? throw new InvalidDataException("What was stored is not a resource.");
    }

    /// <summary>The same JSON with line breaks and indentation.</summary>
    public static byte[] Indent(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = StoredDepth });
        var buffer = new ArrayBufferWriter<byte>(json.Length * 2);
        using var writer = new Utf8JsonWriter(buffer, Writing with { Indented = true });
        document.RootElement.WriteTo(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Serialize(Resource resource)
    {
        var buffer = Buffer ??= new ArrayBufferWriter<byte>(InitialBuffer);
        var writer = Writer ??= new Utf8JsonWriter(buffer, Writing);
        try
        {
            Serializer.Serialize(resource, writer);
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        finally
        {
            // One large resource must not keep its buffer for ever.
            Buffer = buffer.Capacity > LargestKeptBuffer ? null : buffer;
            Writer = Buffer is null ? null : writer;
            buffer.ResetWrittenCount();
            writer.Reset();
        }
    }

    private static ImmutableArray<Issue> TrailingContent(ref Utf8JsonReader reader) =>
        reader.Read() ? [ParseIssues.NotAnObject()] : [];
}
