using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Storage;

namespace Gateway.Search;

/// <summary>What a condition of a conditional interaction finds.</summary>
internal abstract record SearchMatch
{
    private SearchMatch()
    {
    }

    /// <summary>The condition is no question that can be answered (400).</summary>
    public sealed record Refused(ImmutableArray<Issue> Issues) : SearchMatch;

    /// <summary>None, one or (two stand for more) several rows.</summary>
    /// <param name="Rows">At most two.</param>
    /// <param name="Condition">The condition in the one form that all spellings of it have.</param>
    public sealed record Found(ImmutableArray<StoredResource> Rows, SearchCondition Condition) : SearchMatch;
}
