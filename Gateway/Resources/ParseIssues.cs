using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;
using Hl7.Fhir.Validation;

namespace Gateway.Resources;

/// <summary>Turns what the parser found into sentences of our own: the parser's quote the offending value, which may be a patient's words.</summary>
internal static class ParseIssues
{
    public static Issue Of(CodedException found)
    {
        var (expression, line, position) = found switch
        {
            CodedValidationException e => (e.InstancePath, e.LineNumber, e.Position),
            FhirJsonException e => (e.InstancePath, e.LineNumber, e.Position),
            _ => ((string?)null, (long?)null, (long?)null),
        };
        var (code, sentence) = Meaning(found.ErrorCode);
        var place = line is null ? string.Empty : $" (line {line}, position {position})";
        return new Issue(code, $"{sentence}{place}", Clean(expression));
    }

    public static Issue Malformed(JsonException e) => new(
        OperationOutcome.IssueType.Structure,
        $"The body is not well-formed JSON, or is nested too deeply, at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");

    public static Issue NotAnObject() => new(
        OperationOutcome.IssueType.Structure, "The body must be exactly one JSON object with valid Unicode text.");

    public static Issue WrongType(string expected) => new(
        OperationOutcome.IssueType.Structure, $"The body must be a {expected} resource.", "resourceType");

    private static (OperationOutcome.IssueType Code, string Sentence) Meaning(string errorCode) => errorCode switch
    {
        "PVAL105" => (OperationOutcome.IssueType.Required, "A required element is missing."),
        "PVAL116" => (OperationOutcome.IssueType.CodeInvalid, "The code is not in the value set this element is bound to."),
        "PVAL128" => (OperationOutcome.IssueType.Structure, "This element is not defined in FHIR R4."),
        "PVAL129" or "JSON120" or "JSON121" => (OperationOutcome.IssueType.Structure, "An element must not be empty: give it a value or leave it out."),
        "PVAL130" => (OperationOutcome.IssueType.Structure, "This resource type is not defined in FHIR R4."),
        "JSON103" => (OperationOutcome.IssueType.Required, "The property resourceType is missing."),
        "JSON109" => (OperationOutcome.IssueType.Structure, "null is not allowed here: leave the element out."),
        "JSON129" => (OperationOutcome.IssueType.Structure, "A property appears twice in one object."),
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
        return path.StartsWith(Root, StringComparison.Ordinal) ? $"Resource{path[Root.Length..]}" : path;
    }
}
