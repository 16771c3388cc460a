using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Search.Criteria;

namespace Gateway.Search;

/// <summary>A search that was understood: what must hold, in which order, how many, and what else to answer beside the matches.</summary>
internal sealed record SearchRequest(string Type, ImmutableArray<Criterion> Criteria)
{
    public const int DefaultCount = 20;
    public const int LargestCount = 1000;

    /// <summary>Never empty.</summary>
    public ImmutableArray<OrderKey> Sort { get; init; } = [OrderKey.Newest];

    public int Count { get; init; } = DefaultCount;

    /// <summary>Only how many there are.</summary>
    public bool CountsOnly { get; init; }

    /// <summary>Also how many there are.</summary>
    public bool WantsTotal { get; init; }

    public ImmutableArray<IncludeRule> Includes { get; init; } = [];

    /// <summary>Also the Provenances of the matches.</summary>
    public bool IncludesProvenance { get; init; }

    /// <summary>The parameters that were used, as the <c>self</c> link shows them.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Used { get; init; } = [];

    /// <summary>What was left out under lenient handling, and why.</summary>
    public ImmutableArray<Issue> Warnings { get; init; } = [];

    /// <summary>Where the page before this one ended.</summary>
    public PageMark? After { get; init; }

    /// <summary>The query string of the <c>self</c> link, without the question mark.</summary>
    public string Self => QueryText.Of(Used);

    /// <summary>The query string of the first page.</summary>
    public string First => QueryText.Of(Used.Where(pair => pair.Key != PageMark.Parameter));

    /// <summary>The query string of the page after that mark.</summary>
    public string Next(PageMark last) => QueryText.Of(
        [.. Used.Where(pair => pair.Key != PageMark.Parameter), new(PageMark.Parameter, last.ToText(Fingerprint))]);

    /// <summary>What a mark belongs to: the type, the conditions and the order, not how much of each result is wanted.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>Reads a request's parameters, from a query string, a form or both.</summary>
    public static SearchReading Read(string type, IEnumerable<KeyValuePair<string, string>> parameters, SearchContext context) =>
        new SearchRequestReader(type, context).Read(parameters);
}
