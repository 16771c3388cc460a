using Hl7.Fhir.Model;
using Severity = Hl7.Fhir.Model.OperationOutcome.IssueSeverity;

namespace Fhir.Profiles.Validation;

/// <summary>Checks one invariant on one element.</summary>
internal static class InvariantCheck
{
    public static void Check(PocoNode node, Invariant invariant, Findings findings)
    {
        var (severity, code, sentence) = Verdict(node, invariant);
        if (severity is { } found)
        {
            findings.Add(new ValidationIssue(found, code, sentence, Places.ExpressionOf(node)));
        }
    }

    private static (Severity? Severity, OperationOutcome.IssueType Code, string Sentence) Verdict(PocoNode node, Invariant invariant)
    {
        try
        {
            return invariant.Holds(node)
                ? (null, default, string.Empty)
                : (invariant.IsError ? Severity.Error : Severity.Warning, OperationOutcome.IssueType.Invariant, $"{invariant.Key}: {invariant.Human}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // FHIRPath's answer to values that cannot be compared, such as quantities in unlike units.
            return (Severity.Warning, OperationOutcome.IssueType.Incomplete, $"{invariant.Key} cannot be checked with these values.");
        }
    }
}
