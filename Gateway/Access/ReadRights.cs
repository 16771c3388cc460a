using System.Linq.Expressions;
using Gateway.Storage;

namespace Gateway.Access;

/// <summary>Which resources of one type a caller may see, as a test of one and as the same condition on a query.</summary>
/// <param name="Everywhere">In every chart.</param>
/// <param name="Chart">In this chart only; none if null.</param>
/// <param name="HeldOfAll">Also what is held, whoever sent it.</param>
/// <param name="HeldOf">Also what is held and was sent by one of these, as <c>Type/id</c>; within the chart, if there is one.</param>
internal sealed record ReadRights(bool Everywhere, string? Chart, bool HeldOfAll, IReadOnlyList<string> HeldOf)
{
    public static readonly ReadRights None = new(false, null, false, []);

    public bool IsNone => !Everywhere && Chart is null && !HeldOfAll && HeldOf.Count == 0;

    /// <summary>The one chart to which everything that may be seen belongs; null if there are others, or none.</summary>
    public string? OnlyChart => Everywhere || HeldOfAll ? null : Chart;

    public bool Allow(IGuarded version)
    {
        var isInChart = Chart is not null && Chart == version.Chart;
        return version.Quarantined
            ? HeldOfAll || ((isInChart || Chart is null || Everywhere) && HeldOf.Contains(version.Sender))
            : Everywhere || isInChart;
    }

    /// <summary>The condition that <see cref="Allow"/> tests, for a query: no row that it excludes may be produced, counted or followed.</summary>
    public Expression<Func<TRow, bool>> Filter<TRow>()
        where TRow : IGuarded => this switch
        {
            { IsNone: true } => row => false,
            { Everywhere: true, HeldOfAll: true } => row => true,
            { Everywhere: true, HeldOf.Count: 0 } => row => !row.Quarantined,
            { Everywhere: true } => row => !row.Quarantined || HeldOf.Contains(row.Sender),
            { Chart: null, HeldOfAll: true } => row => row.Quarantined,
            { Chart: null } => row => row.Quarantined && HeldOf.Contains(row.Sender),
            { HeldOfAll: true } => row => row.Quarantined || row.Chart == Chart,
            { HeldOf.Count: 0 } => row => !row.Quarantined && row.Chart == Chart,
            _ => row => row.Chart == Chart && (!row.Quarantined || HeldOf.Contains(row.Sender)),
        };
}
