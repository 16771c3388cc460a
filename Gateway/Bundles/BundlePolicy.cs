using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>What a bundle must keep before its entries are looked into (R4 bundle.html, the invariants bdl).</summary>
internal static class BundlePolicy
{
    /// <summary>Everything that stands against carrying out a bundle, whatever its entries ask for.</summary>
    /// <param name="bundle">The bundle as parsed.</param>
    /// <param name="faulty">Entries in which the parser found faults; they are not looked into.</param>
    public static ImmutableArray<Issue> ObjectionsTo(Bundle bundle, IReadOnlyCollection<int> faulty)
    {
        if (bundle.Type is not (Bundle.BundleType.Batch or Bundle.BundleType.Transaction))
        {
            return
            [
                new Issue(
                    OperationOutcome.IssueType.NotSupported,
                    $"A bundle that is posted here is a batch or a transaction. A message goes to {BundlesEndpoints.ProcessMessage}; nothing else is taken.",
                    "Bundle.type"),
            ];
        }

        var issues = ImmutableArray.CreateBuilder<Issue>();
        if (bundle.Total is not null)
        {
            issues.Add(new Issue(OperationOutcome.IssueType.Invariant, "Only search results and history have a total (bdl-1).", "Bundle.total"));
        }

        foreach (var (index, entry) in bundle.Entry.Index().Where(entry => !faulty.Contains(entry.Index)))
        {
            if (entry.Search is not null || entry.Response is not null)
            {
                issues.Add(new Issue(
                    OperationOutcome.IssueType.Invariant, "An entry that asks for something has neither search nor response (bdl-2, bdl-4).", $"Bundle.entry[{index}]"));
            }
        }

        return [.. issues, .. FullUrlIssues(bundle, faulty)];
    }

    /// <summary>What is wrong with the names that entries have.</summary>
    public static IEnumerable<Issue> FullUrlIssues(Bundle bundle, IReadOnlyCollection<int> faulty)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, entry) in bundle.Entry.Index().Where(entry => !faulty.Contains(entry.Index)))
        {
            if (entry.FullUrl is not { } fullUrl)
            {
                continue;
            }

            var expression = $"Bundle.entry[{index}].fullUrl";
            if (!seen.Add(fullUrl))
            {
                yield return new Issue(OperationOutcome.IssueType.Invariant, "Each fullUrl stands for one entry only (bdl-7).", expression);
            }

            if (fullUrl.Contains("/_history/", StringComparison.Ordinal))
            {
                yield return new Issue(OperationOutcome.IssueType.Invariant, "A fullUrl names no version (bdl-8).", expression);
            }
        }
    }
}
