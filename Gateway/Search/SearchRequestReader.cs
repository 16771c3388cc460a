using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Gateway.Resources;
using Gateway.Search.Criteria;
using Gateway.Search.Definitions;
using Hl7.Fhir.Model;

namespace Gateway.Search;

/// <summary>Reads a search request's parameters one after the other; what it cannot use is refused or left out, as the client prefers.</summary>
internal sealed class SearchRequestReader(string type, SearchContext context)
{
    private static readonly string[] Totals = ["none", "estimate", "accurate"];
    private static readonly string[] Summaries = ["true", "text", "data", "count", "false"];

    // How the answer is written is not our matter, but it belongs to the links.
    private static readonly FrozenSet<string> PassedThrough = FrozenSet.Create("_format", "_pretty", "_elements");

    /// <summary>Parameters that say how to answer, not what is looked for; a condition has none of them.</summary>
    public static readonly FrozenSet<string> OfResult = FrozenSet.Create(
        "_count", "_sort", "_total", "_summary", "_elements", "_format", "_pretty", "_include", "_include:iterate", "_include:recurse",
        "_revinclude", "_revinclude:iterate", "_revinclude:recurse", PageMark.Parameter);

    private readonly CriterionParser parser = new(context.KnownBases, context.Now);
    private readonly ImmutableArray<Criterion>.Builder criteria = ImmutableArray.CreateBuilder<Criterion>();
    private readonly ImmutableArray<IncludeRule>.Builder includes = ImmutableArray.CreateBuilder<IncludeRule>();
    private readonly ImmutableArray<KeyValuePair<string, string>>.Builder used = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
    private readonly List<Issue> refused = [];
    private readonly List<Issue> leftOut = [];
    private readonly HashSet<string> once = new(StringComparer.Ordinal);
    private ImmutableArray<OrderKey> sort = [OrderKey.Newest];
    private int count = SearchRequest.DefaultCount;
    private string summary = string.Empty;
    private string total = string.Empty;
    private string? mark;
    private bool includesProvenance;

    public SearchReading Read(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        KeyValuePair<string, string>[] all = [.. parameters];
        if (QueryCost.Complaints(all, context.Limits).ToImmutableArray() is { IsEmpty: false } tooCostly)
        {
            return new SearchReading.Refused(tooCostly);
        }

        ReadCompartment();
        foreach (var (name, value) in all)
        {
            ReadParameter(name, value);
        }

        var fingerprint = FingerprintOf();
        PageMark? after = null;
        if (mark is not null && (after = PageMark.Parse(mark, fingerprint, sort)) is null)
        {
            refused.Add(new Issue(OperationOutcome.IssueType.Value, "The page asked for does not belong to this search; begin with its first page."));
        }

        if (refused.Count > 0 || (context.IsStrict && leftOut.Count > 0))
        {
            return new SearchReading.Refused([.. refused.Union(leftOut)]);
        }

        return new SearchReading.Understood(new SearchRequest(type, criteria.ToImmutable())
        {
            Sort = sort,
            Count = count,
            CountsOnly = count == 0 || summary == "count",
            WantsTotal = total is "accurate" or "estimate",
            Includes = includes.ToImmutable(),
            IncludesProvenance = includesProvenance,
            Used = used.ToImmutable(),
            Warnings = [.. leftOut.Select(issue => issue with { Severity = OperationOutcome.IssueSeverity.Warning })],
            After = after,
            Fingerprint = fingerprint,
        });
    }

    private void ReadCompartment()
    {
        if (context.Compartment is not { } patient)
        {
            return;
        }

        var definitions = Compartments.Of(type).ToArray();
        if (definitions.Length == 0)
        {
            refused.Add(new Issue(OperationOutcome.IssueType.NotSupported, $"{type} is not in the compartment of a patient."));
            return;
        }

        criteria.Add(ReferenceCriteria.Of(definitions, [patient.Key.ToString()]));
    }

    private void ReadParameter(string name, string value)
    {
        var issue = name switch
        {
            "_count" => Once(name) ?? ReadCount(value),
            "_sort" => Once(name) ?? ReadSort(value),
            "_total" => Once(name) ?? ReadChoice(name, value, Totals, ref total),
            "_summary" => Once(name) ?? ReadChoice(name, value, Summaries, ref summary),
            "_include" or "_revinclude" => ReadInclude(name, value, iterates: false),
            "_include:iterate" or "_include:recurse" or "_revinclude:iterate" or "_revinclude:recurse" => ReadInclude(name, value, iterates: true),
            PageMark.Parameter => Once(name) ?? ReadMark(value),
            _ when PassedThrough.Contains(name) => null,
            _ => ReadCriterion(name, value),
        };
        if (issue is not null)
        {
            leftOut.Add(issue);
        }
        else
        {
            used.Add(new(name, name == "_count" ? count.ToString(CultureInfo.InvariantCulture) : value));
        }
    }

    private Issue? Once(string name) => once.Add(name)
        ? null
        : new Issue(OperationOutcome.IssueType.Invalid, $"The parameter '{name}' may be given only once.");

    private Issue? ReadCount(string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var asked))
        {
            return ParsedCriterion.WrongValue("_count", "a number that is not negative").Issue;
        }

        count = Math.Min(asked, SearchRequest.LargestCount);
        return null;
    }

    private Issue? ReadSort(string value)
    {
        var keys = ImmutableArray.CreateBuilder<OrderKey>();
        foreach (var part in value.Split(','))
        {
            if (!OrderKey.TryParse(type, part, out var key))
            {
                return ParsedCriterion.WrongValue("_sort", $"dates or codes by which {type} is searched, each with a minus sign for descending").Issue;
            }

            keys.Add(key);
        }

        if (keys.Count > OrderKey.Most)
        {
            return new Issue(OperationOutcome.IssueType.TooCostly, $"The parameter '_sort' takes at most {OrderKey.Most} keys.");
        }

        sort = keys.ToImmutable();
        return null;
    }

    private static Issue? ReadChoice(string name, string value, string[] choices, ref string chosen)
    {
        if (!choices.Contains(value))
        {
            return ParsedCriterion.WrongValue(name, $"one of {string.Join(", ", choices)}").Issue;
        }

        chosen = value;
        return null;
    }

    private Issue? ReadInclude(string name, string value, bool iterates)
    {
        if (name == "_revinclude" && value == IncludeRule.OfProvenance && !SearchParameters.IsOfTrail(type))
        {
            includesProvenance = true;
            return null;
        }

        var rule = IncludeRule.Parse(type, value, name.StartsWith("_rev", StringComparison.Ordinal), iterates);
        if (rule is null)
        {
            return ParsedCriterion.WrongValue(name, "a type and one of its reference parameters that lead to resources kept here, such as Task:focus").Issue;
        }

        includes.Add(rule);
        return null;
    }

    private Issue? ReadMark(string value)
    {
        mark = value;
        return null;
    }

    private Issue? ReadCriterion(string name, string value)
    {
        var parsed = parser.Parse(type, name, value);
        if (parsed.Criterion is { } criterion)
        {
            criteria.Add(criterion);
            return null;
        }

        if (parsed.IsRefused)
        {
            refused.Add(parsed.Issue!);
        }

        return parsed.Issue;
    }

    private string FingerprintOf() => QueryText.Of(
        used.Where(pair => pair.Key == "_sort" || !OfResult.Contains(pair.Key)).Prepend(new(type, context.Compartment?.Value ?? string.Empty)));
}
