using System.Collections.Immutable;
using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>The issues found so far, each once: a rule of R4 that a profile repeats is told once.</summary>
internal sealed class Findings
{
    private readonly HashSet<ValidationIssue> seen = [];
    private readonly ImmutableArray<ValidationIssue>.Builder issues = ImmutableArray.CreateBuilder<ValidationIssue>();

    public void Error(OperationOutcome.IssueType code, string sentence, string expression) =>
        Add(new ValidationIssue(OperationOutcome.IssueSeverity.Error, code, sentence, expression));

    public void Add(ValidationIssue issue)
    {
        if (seen.Add(issue))
        {
            issues.Add(issue);
        }
    }

    public ImmutableArray<ValidationIssue> Drain() => issues.DrainToImmutable();
}
