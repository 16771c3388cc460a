using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>One thing by which a resource breaks FHIR's rules or a profile's.</summary>
/// <param name="Severity">An error makes the resource invalid; a warning does not.</param>
/// <param name="Code">FHIR's issue type.</param>
/// <param name="Sentence">A plain sentence of ours. It never quotes the resource.</param>
/// <param name="Expression">FHIRPath of the element it is about, with indexes.</param>
public sealed record ValidationIssue(
    OperationOutcome.IssueSeverity Severity, OperationOutcome.IssueType Code, string Sentence, string Expression);
