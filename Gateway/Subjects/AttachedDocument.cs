using System.Collections.Immutable;
using Gateway.Subjects.Documents;
using Hl7.Fhir.Model;

namespace Gateway.Subjects;

/// <summary>What an attachment turns out to be, as far as it names a patient in structure.</summary>
internal abstract record AttachedDocument
{
    private const int LongestStart = 2048;
    private const int DeepestPackage = 2;

    private AttachedDocument()
    {
    }

    /// <summary>A FHIR resource, to be walked like the message itself.</summary>
    public sealed record Fhir(Resource Resource) : AttachedDocument;

    /// <summary>A document that describes its patients: CDA's record targets, HL7 v2's PID segments, the labelled fields of a PDF.</summary>
    public sealed record Describes(ImmutableArray<IdentityClaim> Patients) : AttachedDocument;

    /// <summary>A picture, or a page's title, with words about whom it shows.</summary>
    public sealed record Mentions(ImmutableArray<NameClaim> Names) : AttachedDocument;

    /// <summary>Several in one: the files of a package, the lines of a bulk export, the fields and the title of a page.</summary>
    public sealed record Several(ImmutableArray<AttachedDocument> Parts) : AttachedDocument;

    /// <summary>It says it is a clinical document and cannot be read as one, or it is kept elsewhere and cannot be seen.</summary>
    public sealed record Unreadable : AttachedDocument;

    /// <summary>A picture, plain text, or anything else that names nobody in structure.</summary>
    public sealed record NotClinical : AttachedDocument;

    /// <summary>Looks at what the attachment holds before believing what it says it is.</summary>
    public static AttachedDocument Read(Attachment attachment, ReadingBudget budget) =>
        attachment.Data is { Length: > 0 } data ? Read(data, attachment.ContentType ?? string.Empty, budget, 0)
        : string.IsNullOrEmpty(attachment.Url) ? new NotClinical()
        : new Unreadable();

    /// <summary>The same for a Binary, which may be contained in the message, or in a Bundle that is attached.</summary>
    public static AttachedDocument Read(Binary binary, ReadingBudget budget) =>
        binary.Data is { Length: > 0 } data ? Read(data, binary.ContentType ?? string.Empty, budget, 0) : new NotClinical();

    private static AttachedDocument Read(byte[] data, string contentType, ReadingBudget budget, int depth)
    {
        if (!budget.TakeDocument())
        {
            return new Unreadable();
        }

        if (PackedFiles.IsGzip(data) || PackedFiles.IsZip(data))
        {
            return Unpacked(data, budget, depth);
        }

        if (PdfDocuments.Starts(data) || contentType.Contains("/pdf", StringComparison.OrdinalIgnoreCase))
        {
            return budget.TextOfPdf(data) is { } text ? Labelled(text) : new Unreadable();
        }

        if (DicomDocuments.Starts(data) || contentType.Contains("/dicom", StringComparison.OrdinalIgnoreCase))
        {
            return DicomDocuments.Read(data);
        }

        if (PictureNames.IsPicture(data))
        {
            return PictureNames.Read(data) is { IsEmpty: false } names ? new Mentions(names) : new NotClinical();
        }

        var start = TextBytes.Read(data.AsSpan(0, Math.Min(data.Length & ~1, LongestStart))).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\v');
        return Kind(contentType, start, data) switch
        {
            DocumentKind.FhirJson => FhirDocuments.ReadJson(data),
            DocumentKind.Xml => XmlDocuments.Read(data),
            DocumentKind.Hl7V2 => Hl7V2Documents.Read(data),
            DocumentKind.Page => Labelled(PageText.Of(TextBytes.Read(data))),
            DocumentKind.None => new NotClinical(),
        };
    }

    private static AttachedDocument Labelled(string text) =>
        FormText.PatientsIn(text) is { IsEmpty: false } patients ? new Describes(patients) : new NotClinical();

    private static AttachedDocument Unpacked(byte[] data, ReadingBudget budget, int depth)
    {
        if (depth == DeepestPackage || PackedFiles.Unpack(data, budget.UnpackedBytesLeft) is not { } files)
        {
            return new Unreadable();
        }

        budget.Unpacked(files.Sum(file => file.Content.Length));
        ImmutableArray<AttachedDocument> parts =
        [
            .. files.Where(file => file.Name is not null).Select(file => new Mentions([new NameClaim(string.Empty, NameSource.FileName, file.Name!)])),
            .. files.Where(file => file.Content.Length > 0).Select(file => Read(file.Content, string.Empty, budget, depth + 1)),
        ];
        return parts.IsEmpty ? new NotClinical() : new Several(parts);
    }

    private static DocumentKind Kind(string contentType, string start, byte[] data)
    {
        if (Hl7V2Documents.Starts(start) || data.AsSpan().IndexOf("MSH|^~\\&"u8) >= 0 || contentType.Contains("hl7-v2", StringComparison.OrdinalIgnoreCase))
        {
            return DocumentKind.Hl7V2;
        }

        if (start.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
        {
            return DocumentKind.Page;
        }

        var saysXml = contentType.Contains("fhir+xml", StringComparison.OrdinalIgnoreCase)
            || contentType.Contains("hl7-cda", StringComparison.OrdinalIgnoreCase);
        if (start.StartsWith('<') || saysXml)
        {
            return DocumentKind.Xml;
        }

        var saysJson = contentType.Contains("fhir+json", StringComparison.OrdinalIgnoreCase) || contentType.Contains("fhir+ndjson", StringComparison.OrdinalIgnoreCase);
        return saysJson || start.StartsWith('{') || (start.StartsWith('[') && start.Contains("\"resourceType\"", StringComparison.Ordinal))
            ? DocumentKind.FhirJson
            : DocumentKind.None;
    }

    private enum DocumentKind
    {
        None,
        FhirJson,
        Xml,
        Hl7V2,
        Page,
    }
}
