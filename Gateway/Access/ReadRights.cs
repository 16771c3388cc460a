using System.Collections.Immutable;
using System.Linq.Expressions;
using Gateway.Storage;

namespace Gateway.Access;

/// <summary>Which resources of one type a caller may see, as a test of one and as the same condition on a query.</summary>
/// <param name="Everywhere">In every chart, and what is in none.</param>
/// <param name="Charts">In these charts.</param>
/// <param name="HeldOfAll">Also what is held, whoever sent it.</param>
/// <param name="HeldOf">Also what is held in these charts and was sent by one of these, as <c>Type/id</c>.</param>
internal sealed record ReadRights(bool Everywhere, IReadOnlyList<string> Charts, bool HeldOfAll, IReadOnlyList<string> HeldOf)
{
    public static readonly ReadRights None = new(false, [], false, []);

    /// <summary>Also what these asked for, as <c>Type/id</c>: of types that belong to their owner, and to no chart.</summary>
    public IReadOnlyList<string> OwnOf { get; init; } = [];

    /// <summary>What narrowed scopes allow besides: each within its charts, and of what its criteria hold for.</summary>
    public ImmutableArray<Narrowed> OfContent { get; init; } = [];

    public bool IsNone => !Everywhere && Charts.Count == 0 && !HeldOfAll && OwnOf.Count == 0;

    /// <summary>The one chart to which everything that may be seen belongs; null if there are others, or none.</summary>
    public string? OnlyChart => OfContent.IsEmpty ? Alone : OfContent.All(narrowed => narrowed.Rights.Alone == OfContent[0].Rights.Alone)
        && (IsNone || Alone == OfContent[0].Rights.Alone) ? OfContent[0].Rights.Alone : null;

    /// <summary>The rights with every narrowing left out: no more than where to look for what must still be judged by its content.</summary>
    public ReadRights WherePossible => OfContent.Aggregate(this with { OfContent = [] }, (all, narrowed) => all.Or(narrowed.Rights));

    private string? Alone => !Everywhere && !HeldOfAll && Charts is [var chart] ? chart : null;

    /// <summary>Whether one version may be seen, as far as it can be told without its content.</summary>
    public bool Allow(IGuarded version)
    {
        var isInChart = version.Chart is { } chart && Charts.Contains(chart);
        return version.Quarantined
            ? HeldOfAll || (isInChart && version.Sender is { } sender && HeldOf.Contains(sender))
            : Everywhere || isInChart || (version.Sender is { } owner && OwnOf.Contains(owner));
    }

    /// <summary>The condition that <see cref="Allow"/> tests, for a query: no row that it excludes may be produced, counted or followed.</summary>
    public Expression<Func<TRow, bool>> Filter<TRow>()
        where TRow : IGuarded
    {
        // Lists, because that is what every database takes as a parameter.
        if (OwnOf.Count > 0 && !Everywhere)
        {
            List<string> owners = [.. OwnOf];
            return row => !row.Quarantined && owners.Contains(row.Sender!);
        }

        List<string> charts = [.. Charts];
        List<string> senders = [.. HeldOf];
        return (charts, this) switch
        {
            (_, { Everywhere: true, HeldOfAll: true }) => row => true,
            (_, { Everywhere: true, HeldOf.Count: 0 }) or ([], { Everywhere: true }) => row => !row.Quarantined,
            (_, { Everywhere: true }) => row => !row.Quarantined || (charts.Contains(row.Chart!) && senders.Contains(row.Sender!)),
            ([], { HeldOfAll: true }) => row => row.Quarantined,
            ([], _) => row => false,
            // One chart is by far the most frequent: an equality, which every database plans well.
            ([var only], { HeldOfAll: true }) => row => row.Quarantined || row.Chart == only,
            ([var only], { HeldOf.Count: 0 }) => row => !row.Quarantined && row.Chart == only,
            ([var only], _) => row => row.Chart == only && (!row.Quarantined || senders.Contains(row.Sender!)),
            (_, { HeldOfAll: true }) => row => row.Quarantined || charts.Contains(row.Chart!),
            (_, { HeldOf.Count: 0 }) => row => !row.Quarantined && charts.Contains(row.Chart!),
            _ => row => charts.Contains(row.Chart!) && (!row.Quarantined || senders.Contains(row.Sender!)),
        };
    }

    private ReadRights Or(ReadRights other) => new(
        Everywhere || other.Everywhere, [.. Charts.Union(other.Charts)], HeldOfAll || other.HeldOfAll, [.. HeldOf.Union(other.HeldOf)])
    {
        OwnOf = [.. OwnOf.Union(other.OwnOf)],
    };

    /// <summary>What one narrowed scope allows.</summary>
    /// <param name="Rights">Where.</param>
    /// <param name="Only">Of what.</param>
    internal sealed record Narrowed(ReadRights Rights, ScopeCriteria Only);
}
