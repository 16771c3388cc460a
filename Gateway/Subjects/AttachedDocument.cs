using System.Collections.Immutable;
using System.Text;
using Hl7.Fhir.Model;

namespace Gateway.Subjects;

/// <summary>What an attachment turns out to be, as far as it names a patient in structure.</summary>
internal abstract record AttachedDocument
{
    private AttachedDocument()
    {
    }

    /// <summary>A FHIR resource, to be walked like the message itself.</summary>
    public sealed record Fhir(Resource Resource) : AttachedDocument;

    /// <summary>A document that describes its patients: CDA's record targets, HL7 v2's PID segments.</summary>
    public sealed record Describes(ImmutableArray<IdentityClaim> Patients) : AttachedDocument;

    /// <summary>It says it is a clinical document and cannot be read as one, or it is kept elsewhere and cannot be seen.</summary>
    public sealed record Unreadable : AttachedDocument;

    /// <summary>A picture, plain text, or anything else that names nobody in structure.</summary>
    public sealed record NotClinical : AttachedDocument;

    /// <summary>Looks at what the attachment holds before believing what it says it is.</summary>
    public static AttachedDocument Read(Attachment attachment)
    {
        if (attachment.Data is not { Length: > 0 } data)
        {
            return string.IsNullOrEmpty(attachment.Url) ? new NotClinical() : new Unreadable();
        }

        var start = Encoding.UTF8.GetString(data.AsSpan(0, Math.Min(data.Length, 2048))).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\v');
        return Kind(attachment.ContentType ?? string.Empty, start) switch
        {
            DocumentKind.FhirJson => FhirDocuments.ReadJson(data),
            DocumentKind.Xml => XmlDocuments.Read(data),
            DocumentKind.Hl7V2 => Hl7V2Documents.Read(data),
            DocumentKind.None => new NotClinical(),
        };
    }

    private static DocumentKind Kind(string contentType, string start)
    {
        if (start.StartsWith("MSH", StringComparison.Ordinal)
            || start.StartsWith("FHS|", StringComparison.Ordinal)
            || start.StartsWith("BHS|", StringComparison.Ordinal)
            || contentType.Contains("hl7-v2", StringComparison.OrdinalIgnoreCase))
        {
            return DocumentKind.Hl7V2;
        }

        if (start.StartsWith('<') && !start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            && !start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
        {
            return DocumentKind.Xml;
        }

        var saysXml = contentType.Contains("fhir+xml", StringComparison.OrdinalIgnoreCase)
            || contentType.Contains("hl7-cda", StringComparison.OrdinalIgnoreCase);
        var saysJson = contentType.Contains("fhir+json", StringComparison.OrdinalIgnoreCase);
        return saysXml ? DocumentKind.Xml : saysJson || start.StartsWith('{') ? DocumentKind.FhirJson : DocumentKind.None;
    }

    private enum DocumentKind
    {
        None,
        FhirJson,
        Xml,
        Hl7V2,
    }
}
