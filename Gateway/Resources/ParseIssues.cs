using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using Hl7.Fhir.Validation;

namespace Gateway.Resources;

/// <summary>Turns what the parser found into sentences of our own: the parser's quote the offending value, which may be a patient's words.</summary>
internal static partial class ParseIssues
{
    private const string AnyResource = "Resource";

    public static Issue Of(CodedException found)
    {
        var (_, line, position) = PlaceOf(found);
        var issue = WithoutLine(found);
        return line is null ? issue : issue with { Sentence = $"{issue.Sentence}{Place(line, position)}" };
    }

    public static Issue WithoutLine(CodedException found)
    {
        var (code, sentence) = Meaning(found.ErrorCode);
        return new Issue(code, sentence, Clean(PlaceOf(found).Expression));
    }

    /// <summary>The issue with its place said as in the resource that was read, as far as one was.</summary>
    public static Issue Within(Resource? parsed, Issue issue) =>
        parsed is not null && issue.Expression is { } path && (path == AnyResource || path.StartsWith($"{AnyResource}.", StringComparison.Ordinal))
            ? issue with { Expression = parsed.TypeName + path[AnyResource.Length..] }
            : issue;

    public static Issue Malformed(JsonException e) => new(
        OperationOutcome.IssueType.Structure,
        $"The body is not well-formed JSON, or is nested too deeply, at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");

    public static Issue NotAnObject() => new(
        OperationOutcome.IssueType.Structure, "The body must be exactly one JSON object with valid Unicode text.");

    public static Issue WrongType(string expected) => new(
        OperationOutcome.IssueType.Structure, $"The body must be a {expected} resource.", "resourceType");

    public static Issue Malformed(XmlException e) => e.LineNumber == 0
        ? Dtd()
        : new Issue(OperationOutcome.IssueType.Structure, $"The body is not one well-formed XML document{Place(e.LineNumber, e.LinePosition)}.");

    public static Issue Dtd() => new(
        OperationOutcome.IssueType.Structure, "The body declares a document type (DTD). FHIR XML has none: leave it out, and write text instead of entities.");

    public static Issue EmptyXml() => new(OperationOutcome.IssueType.Structure, "The body is empty: send one XML document.");

    public static Issue NotUtf8() => new(OperationOutcome.IssueType.Structure, "The body is not valid UTF-8 text.");

    public static Issue TooDeep(IXmlLineInfo? place) => new(
        OperationOutcome.IssueType.Structure, $"The body is nested too deeply{Place(place?.LineNumber, place?.LinePosition)}.");

    public static Issue WrongRoot(string expected) => new(OperationOutcome.IssueType.Structure, $"The root element must be a {expected} resource.");

    public static Issue BadNarrative(string type) => new(
        OperationOutcome.IssueType.Value, "A narrative must be a div of limited XHTML, as FHIR has it, with some text or image in it.", $"{type}.text.div");

    private static string Place(long? line, long? position) => line is null ? string.Empty : $" (line {line}, position {position})";

    private static (string? Expression, long? Line, long? Position) PlaceOf(CodedException found) => found switch
    {
        CodedValidationException e => (e.InstancePath, e.LineNumber, e.Position),
        FhirJsonException e => (e.InstancePath, e.LineNumber, e.Position),
        FhirXmlException e => (e.InstancePath, e.LineNumber, e.Position),
        _ => (null, null, null),
    };

    private static (OperationOutcome.IssueType Code, string Sentence) Meaning(string errorCode) => errorCode switch
    {
        "PVAL105" => (OperationOutcome.IssueType.Required, "A required element is missing."),
        "PVAL116" => (OperationOutcome.IssueType.CodeInvalid, "The code is not in the value set this element is bound to."),
        "PVAL118" => (OperationOutcome.IssueType.Invariant, "dom-2: a contained resource must not contain another."),
        "PVAL128" => (OperationOutcome.IssueType.Structure, "This element is not defined in FHIR R4."),
        "PVAL129" or "JSON120" or "JSON121" => (OperationOutcome.IssueType.Structure, "An element must not be empty: give it a value or leave it out."),
        "PVAL130" => (OperationOutcome.IssueType.Structure, "This resource type is not defined in FHIR R4."),
        "JSON103" => (OperationOutcome.IssueType.Required, "The property resourceType is missing."),
        "JSON109" => (OperationOutcome.IssueType.Structure, "null is not allowed here: leave the element out."),
        "JSON129" => (OperationOutcome.IssueType.Structure, "A property appears twice in one object."),
        "XML101" or "XML112" => (OperationOutcome.IssueType.Structure, "Elements must be in the namespace http://hl7.org/fhir."),
        "XML109" or "XML116" => (OperationOutcome.IssueType.Structure, "The element is out of order: FHIR XML keeps the order of the definition."),
        "XML113" => (OperationOutcome.IssueType.Structure, "Text is not allowed between elements: a value is written in the attribute value."),
        "XML122" => (OperationOutcome.IssueType.Structure, "A resource is missing where one is expected."),
        _ when errorCode.StartsWith("XML", StringComparison.Ordinal) =>
            (OperationOutcome.IssueType.Structure, $"The element is not valid FHIR XML ({errorCode})."),
        _ when errorCode.StartsWith("PVAL", StringComparison.Ordinal) =>
            (OperationOutcome.IssueType.Value, $"The value does not fit the element's type ({errorCode})."),
        _ => (OperationOutcome.IssueType.Structure, $"The element is not valid FHIR JSON ({errorCode})."),
    };

    // The parser calls the root "$this", or invents a name when resourceType is missing; clients know it by its type or not at all.
    private static string? Clean(string? path)
    {
        if (string.IsNullOrEmpty(path) || path.StartsWith("UnnamedResource", StringComparison.Ordinal))
        {
            return null;
        }

        const string Root = "$this";
        var place = PathOfNames().Match(path.StartsWith(Root, StringComparison.Ordinal) ? $"{AnyResource}{path[Root.Length..]}" : path).Value;
        return place.Length == 0 ? null : place;
    }

    // What a client calls an element may be anything, also what somebody wrote: only what looks like a name is repeated.
    [GeneratedRegex(@"^[A-Za-z]{1,64}(\.[A-Za-z][A-Za-z0-9]{0,63}(\[[0-9]+\])?(?=\.|$))*")]
    private static partial Regex PathOfNames();
}
