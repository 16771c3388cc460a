using System.Collections.Immutable;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Resources;

/// <summary>One thing that is wrong, or worth knowing, told plainly: it becomes one issue of an OperationOutcome.</summary>
/// <param name="Code">FHIR's issue type.</param>
/// <param name="Sentence">A plain sentence of ours. It never quotes the message, a name or a token.</param>
/// <param name="Expression">FHIRPath of the element it is about.</param>
internal sealed record Issue(OperationOutcome.IssueType Code, string Sentence, string? Expression = null)
{
    public OperationOutcome.IssueSeverity Severity { get; init; } = OperationOutcome.IssueSeverity.Error;

    /// <summary>Code of the code system intake-reason, for what the gateway's own rules decided.</summary>
    public string? Reason { get; init; }

    /// <summary>What the sender is to do now; none for what can wait.</summary>
    public Advice? Advice { get; init; }

    /// <summary>The rules that led here, with the place in the text each rests on.</summary>
    public ImmutableArray<RuleHit> Evidence { get; init; } = [];

    /// <summary>The message is taken if its sender says, when sending it again, that it is about this patient.</summary>
    public bool IsAttestable { get; init; }

    /// <summary>Charts that fit better and that the sender may write to.</summary>
    public ImmutableArray<PatientId> SuggestedCharts { get; init; } = [];
}
