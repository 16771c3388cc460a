using Gateway.Storage;

namespace Gateway.Search.Indexing;

/// <summary>What one resource is found by, before it is known where and when it is stored.</summary>
internal sealed class SearchEntries
{
    /// <summary>The date the resource itself gives for when it happened; null when it gives none.</summary>
    public DateTimeOffset? Occurred { get; init; }

    public List<(int Parameter, string Code, string System)> Tokens { get; } = new(16);

    public List<(int Parameter, string Target)> References { get; } = new(12);

    public List<(int Parameter, string Folded, string Exact)> Texts { get; } = new(8);

    public List<(int Parameter, TimeRange Range)> Dates { get; } = new(4);

    /// <summary>The rows to store for the resource of that sequence, or to remove when it changes.</summary>
    public IEnumerable<object> RowsFor(long resource, DateTimeOffset occurred)
    {
        foreach (var (parameter, code, system) in Tokens)
        {
            yield return new TokenEntry { Parameter = parameter, Code = code, System = system, Occurred = occurred, Resource = resource };
        }

        foreach (var (parameter, target) in References)
        {
            yield return new ReferenceEntry { Parameter = parameter, Target = target, Occurred = occurred, Resource = resource };
        }

        foreach (var (parameter, folded, exact) in Texts)
        {
            yield return new TextEntry { Parameter = parameter, Folded = folded, Exact = exact, Resource = resource };
        }

        foreach (var (parameter, range) in Dates)
        {
            yield return new DateEntry { Parameter = parameter, Low = range.Low, High = range.High, Resource = resource };
        }
    }
}
