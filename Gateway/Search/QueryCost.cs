using Gateway.Limits;
using Gateway.Resources;
using Gateway.Search.Criteria;
using Hl7.Fhir.Model;

namespace Gateway.Search;

/// <summary>What a search would cost, judged by its form before anything is looked up. Pure.</summary>
internal static class QueryCost
{
    private const string Reverse = "_has:";

    /// <summary>Everything that the search asks too much of.</summary>
    public static IEnumerable<Issue> Complaints(IReadOnlyCollection<KeyValuePair<string, string>> parameters, QueryLimits limits)
    {
        if (parameters.Count > limits.MaxParameters)
        {
            yield return TooCostly($"A search may have {limits.MaxParameters} parameters at most.");
        }

        if (parameters.Count(parameter => parameter.Key.StartsWith("_include", StringComparison.Ordinal) || parameter.Key.StartsWith("_revinclude", StringComparison.Ordinal))
            > limits.MaxIncludes)
        {
            yield return TooCostly($"A search may have {limits.MaxIncludes} of _include and _revinclude at most.");
        }

        // Names and values of others are not repeated: they may be about somebody.
        if (parameters.Any(parameter => StepsOf(parameter.Key) > limits.MaxChain))
        {
            yield return TooCostly($"A chain may have {limits.MaxChain} steps at most.");
        }

        if (parameters.Any(parameter => parameter.Value.Contains(',', StringComparison.Ordinal) && SearchValue.Split(parameter.Value, ',').Count > limits.MaxValues))
        {
            yield return TooCostly($"A parameter may have {limits.MaxValues} values at most.");
        }
    }

    private static int StepsOf(string name) => name.AsSpan().Count('.') + name.AsSpan().Count(Reverse);

    private static Issue TooCostly(string sentence) => new(OperationOutcome.IssueType.TooCostly, sentence);
}
