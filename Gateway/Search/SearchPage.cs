using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Storage;

namespace Gateway.Search;

/// <summary>One page of what was found; links are query strings without the question mark, to be put behind the public base and the path.</summary>
internal sealed record SearchPage
{
    public ImmutableArray<StoredResource> Matches { get; init; } = [];

    /// <summary>What the matches point to or what points to them, as far as it was asked for; none of the matches again.</summary>
    public ImmutableArray<StoredResource> Included { get; init; } = [];

    /// <summary>What was left out, and why.</summary>
    public ImmutableArray<Issue> Issues { get; init; } = [];

    /// <summary>How many matches there are on all pages; null when nobody asked and it is not known.</summary>
    public long? Total { get; init; }

    public required string Self { get; init; }

    public required string First { get; init; }

    /// <summary>Null on the last page.</summary>
    public string? Next { get; init; }
}
