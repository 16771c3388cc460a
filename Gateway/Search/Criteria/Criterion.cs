using System.Collections.Immutable;
using Gateway.Search.Definitions;

namespace Gateway.Search.Criteria;

/// <summary>One condition on the resources of a type; a search is several that all must hold.</summary>
internal abstract record Criterion
{
    private Criterion()
    {
    }

    /// <summary>Has one of the codes, or (negated) none of them.</summary>
    public sealed record ByToken(int Parameter, ImmutableArray<TokenValue> Values, bool IsNegated, int Rank) : Criterion
    {
        /// <summary>Each code comes with its system, so that its entries are a prefix of their key.</summary>
        public bool IsComplete => Values.All(value => value is { System: not null, Code: not null });
    }

    /// <summary>Points to one of the targets by one of the parameters.</summary>
    public sealed record ByReference(ImmutableArray<int> Parameters, ImmutableArray<string> Values, int Rank) : Criterion;

    public sealed record ByText(int Parameter, TextMatch Match, ImmutableArray<string> Values) : Criterion;

    public sealed record ByDate(SearchDefinition Parameter, ImmutableArray<DateValue> Values) : Criterion;

    public sealed record ById(ImmutableArray<string> Values, bool IsNegated) : Criterion;

    public sealed record Presence(SearchDefinition Parameter, bool IsMissing) : Criterion;

    /// <summary>Points to a resource of that type for which the inner condition holds.</summary>
    public sealed record Chained(int Parameter, string TargetType, Criterion Inner) : Criterion;

    /// <summary>A resource of that type points here for which the inner condition holds.</summary>
    public sealed record PointedTo(string SourceType, int Parameter, Criterion Inner) : Criterion;

    /// <summary>Comes below one of the targets when the parameter is followed again and again.</summary>
    public sealed record Below(SearchDefinition Parameter, ImmutableArray<string> Values) : Criterion;

    /// <summary>Is one of these rows: what <see cref="Below"/> turned out to mean.</summary>
    public sealed record Among(ImmutableArray<long> Resources) : Criterion;

    public sealed record AnyOf(ImmutableArray<Criterion> Alternatives) : Criterion;

    /// <summary>Holds for nothing: a code, for example, that the element cannot have.</summary>
    public sealed record Never : Criterion;
}
