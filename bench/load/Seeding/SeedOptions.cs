namespace Load.Seeding;

/// <summary>Which messages a store is filled with.</summary>
/// <param name="Count">How many; each with the Task that the intake would have made for it.</param>
/// <param name="Charts">The charts they are spread over in turn.</param>
/// <param name="Busy">A chart that gets one message of every so many; none if null.</param>
/// <param name="Seed">Seed of the texts.</param>
internal sealed record SeedOptions(int Count, IReadOnlyList<string> Charts, BusyChart? Busy = null, int Seed = 1)
{
    /// <summary>The chart of each message.</summary>
    public string ChartOf(int message) => Busy switch
    {
        null => Charts[message % Charts.Count],
        _ when message % Busy.Every == 0 => Busy.Id,
        _ => Charts[(message - (message / Busy.Every) - 1) % Charts.Count],
    };

    /// <summary>How many messages the busy chart gets.</summary>
    public int OfBusy => Busy is null ? 0 : (Count + Busy.Every - 1) / Busy.Every;

    /// <summary>How many messages the chart at that place gets.</summary>
    public int Of(int chart) => ((Count - OfBusy) / Charts.Count) + (chart < (Count - OfBusy) % Charts.Count ? 1 : 0);
}
