using Fhir.Profiles;
using Hl7.Fhir.Model;

namespace Gateway.Resources;

/// <summary>Issues as FHIR's OperationOutcome.</summary>
internal static class OperationOutcomes
{
    public static OperationOutcome Of(IEnumerable<Issue> issues) => new() { Issue = [.. issues.Select(Of)] };

    private static OperationOutcome.IssueComponent Of(Issue issue)
    {
        var component = new OperationOutcome.IssueComponent
        {
            Severity = issue.Severity,
            Code = issue.Code,
            Details = issue.Reason is null
                ? new CodeableConcept { Text = issue.Sentence }
                : new CodeableConcept(Canonicals.IntakeReason, issue.Reason, issue.Sentence),
            Expression = issue.Expression is null ? [] : [issue.Expression],
        };
        foreach (var chart in issue.SuggestedCharts)
        {
            component.AddExtension(Canonicals.SuggestedChart, new ResourceReference(chart.Key.ToString()));
        }

        if (issue.IsAttestable)
        {
            component.AddExtension(Canonicals.Attestable, new FhirBoolean(true));
        }

        if (issue.Advice is { } advice)
        {
            component.Extension.Add(advice.ToExtension(null));
        }

        foreach (var hit in issue.Evidence)
        {
            component.Extension.Add(EvidenceOf(hit));
        }

        return component;
    }

    /// <summary>A rule hit as the extension that issues and review Tasks carry.</summary>
    public static Extension EvidenceOf(RuleHit hit)
    {
        var evidence = new Extension { Url = Canonicals.Evidence };
        evidence.AddExtension("rule", new Code(hit.RuleId));
        if (hit.Expression is not null)
        {
            evidence.AddExtension("expression", new FhirString(hit.Expression));
        }

        if (hit is { Start: { } start, Length: { } length })
        {
            evidence.AddExtension("start", new UnsignedInt(start));
            evidence.AddExtension("length", new PositiveInt(Math.Max(length, 1)));
        }

        return evidence;
    }
}
