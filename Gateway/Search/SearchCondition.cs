using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gateway.Resources;
using Gateway.Search.Criteria;
using Hl7.Fhir.Model;

namespace Gateway.Search;

/// <summary>The condition of a conditional interaction: a search that leaves nothing out, in one form for all its spellings.</summary>
/// <param name="Request">The search.</param>
/// <param name="Canonical">Type and parameters, sorted.</param>
internal sealed record SearchCondition(SearchRequest Request, string Canonical)
{
    /// <summary>SHA-256 of the canonical form, as hexadecimal digits: what a claim is known by.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical)));

    /// <summary>Reads <c>[Type]?name=value&amp;…</c>, with or without what precedes the question mark.</summary>
    public static (SearchCondition? Condition, ImmutableArray<Issue> Issues) Read(string type, string text, SearchContext context)
    {
        var pairs = QueryText.Parse(text);
        if (pairs.Count == 0)
        {
            return (null, [new Issue(OperationOutcome.IssueType.Invalid, "The condition is empty: it must name at least one search parameter.")]);
        }

        if (pairs.Exists(pair => SearchRequestReader.OfResult.Contains(pair.Key)))
        {
            return (null, [new Issue(OperationOutcome.IssueType.Invalid, "The condition must say what to look for, not how to answer it.")]);
        }

        return SearchRequest.Read(type, pairs, context with { IsStrict = true }) switch
        {
            SearchReading.Refused refused => (null, refused.Issues),
            SearchReading.Understood understood => (new SearchCondition(understood.Request, CanonicalOf(type, pairs)), []),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string CanonicalOf(string type, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var sorted = pairs
            .Select(pair => new KeyValuePair<string, string>(pair.Key, string.Join(',', SearchValue.Split(pair.Value, ',').Order(StringComparer.Ordinal).Distinct())))
            .Distinct()
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);
        return $"{type}?{QueryText.Of(sorted)}";
    }
}
