using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Gateway.Resources;

/// <summary>
/// FHIR XML in and out, as strict as <see cref="FhirJson"/>. Coming in, values lose the white space around them, as R4 has it
/// (xml.html); going out, they keep it.
/// </summary>
internal static class FhirXml
{
    private const string UntrimmedValue = "XML126";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    // One element is at most two levels of JSON (array and object), and JSON is read to depth 64: what is taken can be stored and read.
    private const int DeepestElement = 31;
    private const int DeepestMarkup = 256;

    private static readonly FhirXmlDeserializer Strict =
        new(new DeserializerSettings().UsingMode(DeserializationMode.Strict).Ignoring([UntrimmedValue]));

    private static readonly UntrimmedXmlSerializer Serializer = new();
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private static readonly XmlWriterSettings Writing = new() { Encoding = Utf8 };
    private static readonly XmlWriterSettings WritingIndented = new() { Encoding = Utf8, Indent = true };

    /// <summary>Parses a resource of type <typeparamref name="T"/> strictly; every issue carries its path.</summary>
    public static bool TryParse<T>(ReadOnlyMemory<byte> xml, [NotNullWhen(true)] out T? resource, out ImmutableArray<Issue> issues)
        where T : Resource
    {
        resource = null;
        try
        {
            var text = Utf8.GetString(xml.Span).TrimStart('\uFEFF');
            if (ObjectionTo(text) is { } objection)
            {
                issues = [objection];
                return false;
            }

            using var reader = XmlReader.Create(new StringReader(text), Reading);
            var wellFormed = Strict.TryDeserializeResource(reader, out var parsed, out var found);
            issues = [.. found.Select(issue => ParseIssues.Within(parsed, ParseIssues.Of(issue))), .. NarrativeIssues(parsed)];
            if (parsed is not null and not T && issues.IsEmpty)
            {
                issues = [ParseIssues.WrongRoot(typeof(T).Name)];
            }

            resource = parsed as T;
            return wellFormed && issues.IsEmpty && resource is not null;
        }
        catch (XmlException e)
        {
            issues = [ParseIssues.Malformed(e)];
            return false;
        }
        catch (DecoderFallbackException)
        {
            issues = [ParseIssues.NotUtf8()];
            return false;
        }
    }

    /// <summary>Writes a resource; named entities in its narratives become characters, since XML knows but five.</summary>
    public static byte[] Serialize(Resource resource, bool pretty = false)
    {
        foreach (var narrative in ElementTree.Below(resource).OfType<XHtml>())
        {
            narrative.Value = narrative.Value is { } markup ? NarrativeEntities.AsCharacters(markup) : null;
        }

        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, pretty ? WritingIndented : Writing))
        {
            Serializer.Serialize(resource, writer);
        }

        return buffer.ToArray();
    }

    // Read once before the parser does: it recurses, so depth must be known first, and it stops at the end of the root.
    private static Issue? ObjectionTo(string text)
    {
        if (text.AsSpan().IsWhiteSpace())
        {
            return ParseIssues.EmptyXml();
        }

        using var reader = XmlReader.Create(new StringReader(text), Reading);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.DocumentType)
            {
                return ParseIssues.Dtd();
            }

            if (reader.Depth > (reader.NamespaceURI == Xhtml ? DeepestMarkup : DeepestElement))
            {
                return ParseIssues.TooDeep(reader as IXmlLineInfo);
            }
        }

        return null;
    }

    // The XML parser takes a narrative as it comes; the JSON parser holds it to FHIR's XHTML, and so does this.
    private static IEnumerable<Issue> NarrativeIssues(Resource? parsed) => parsed is null
        ? []
        : ElementTree.Below(parsed).OfType<Narrative>()
            .Where(narrative => narrative.Div is { } div && !XHtml.IsValidNarrativeXhtml(div, out _, out _))
            .Select(_ => ParseIssues.BadNarrative(parsed.TypeName));
}
