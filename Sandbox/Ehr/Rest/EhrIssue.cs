namespace Sandbox.Ehr.Rest;

/// <summary>One thing that is wrong, as an OperationOutcome says it.</summary>
/// <param name="Code">The EHR's number.</param>
/// <param name="Type">FHIR's issue type, such as <c>invalid</c>.</param>
/// <param name="Text">A sentence for the developer at the other end.</param>
/// <param name="Expression">Where in the resource, when known.</param>
internal sealed record EhrIssue(EhrCode Code, string Type, string Text, string? Expression = null)
{
    public string Severity { get; init; } = "error";
}
