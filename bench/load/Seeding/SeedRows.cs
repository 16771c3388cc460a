using Gateway.Storage;

namespace Load.Seeding;

/// <summary>The rows of a few thousand messages, table by table.</summary>
internal sealed class SeedRows
{
    public List<StoredResource> Resources { get; } = [];

    public List<TokenEntry> Tokens { get; } = [];

    public List<ReferenceEntry> References { get; } = [];

    public List<TextEntry> Texts { get; } = [];

    public List<DateEntry> Dates { get; } = [];

    /// <summary>The tables in turn, none of them empty.</summary>
    public IEnumerable<IReadOnlyList<object>> Tables => new IReadOnlyList<object>[] { Resources, Tokens, References, Texts, Dates }.Where(rows => rows.Count > 0);

    /// <summary>Puts what belongs to one target together: the database then fills a page instead of touching thousands.</summary>
    public void Sort() => References.Sort((one, other) =>
        one.Parameter != other.Parameter ? one.Parameter.CompareTo(other.Parameter) : string.CompareOrdinal(one.Target, other.Target));
}
