using Gateway.Resources;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>What is wrong with entries, told of the bundle they are in.</summary>
internal static class EntryIssues
{
    /// <summary>One refusal for all: what is certainly wrong outranks what may work later, and every reason is told.</summary>
    public static WriteOutcome.Refused Of(IEnumerable<(int Index, Resource? Resource, WriteOutcome.Refused Outcome)> refused)
    {
        var all = refused.OrderBy(entry => entry.Index).ToArray();
        return all.MinBy(entry => entry.Outcome.Status).Outcome with
        {
            Issues = [.. all.SelectMany(entry => entry.Outcome.Issues.Select(issue => Within(entry.Index, entry.Resource?.TypeName, issue)))],
        };
    }

    private static Issue Within(int index, string? type, Issue issue) => issue with
    {
        Expression = Within(index, type, issue.Expression),
        Evidence = [.. issue.Evidence.Select(hit => hit.Expression is null ? hit : hit with { Expression = Within(index, type, hit.Expression) })],
    };

    private static string Within(int index, string? type, string? expression) => expression switch
    {
        null => $"Bundle.entry[{index}]",
        _ when type is not null && expression.StartsWith($"{type}.", StringComparison.Ordinal) => $"Bundle.entry[{index}].resource{expression[type.Length..]}",
        _ when expression == type => $"Bundle.entry[{index}].resource",
        _ => expression,
    };
}
