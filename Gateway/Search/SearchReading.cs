using System.Collections.Immutable;
using Gateway.Resources;

namespace Gateway.Search;

/// <summary>A search request that was understood, or why it is refused (400).</summary>
internal abstract record SearchReading
{
    private SearchReading()
    {
    }

    public sealed record Understood(SearchRequest Request) : SearchReading;

    public sealed record Refused(ImmutableArray<Issue> Issues) : SearchReading;
}
