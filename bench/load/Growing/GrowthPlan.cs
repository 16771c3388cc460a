using Gateway.Storage;

namespace Load.Growing;

/// <summary>Which stores are compared, and how much is asked of each.</summary>
/// <param name="Providers">The databases, one after another.</param>
/// <param name="Sizes">Stored messages, ascending; the stores of one database are asked in turn.</param>
/// <param name="PerChart">Messages of an ordinary chart, the same at each size.</param>
/// <param name="BusyEvery">One message of so many is in the busy chart.</param>
/// <param name="OwnCharts">Charts whose patients ask themselves, each with a token of its own.</param>
/// <param name="Rounds">Rounds; in each, every store is asked every question.</param>
/// <param name="Requests">Requests of one question in one round, to one store.</param>
/// <param name="WarmUp">Requests of each question to each store before, uncounted.</param>
internal sealed record GrowthPlan(
    IReadOnlyList<StorageProvider> Providers, IReadOnlyList<int> Sizes, int PerChart, int BusyEvery, int OwnCharts, int Rounds, int Requests, int WarmUp)
{
    /// <summary>Requests kept under way: first one, so that latency is the server's own; then more than there are cores.</summary>
    public static IReadOnlyList<int> Concurrencies { get; } = [1, 16];

    /// <summary>How many charts a store of that size has, beside the busy one.</summary>
    public int ChartsOf(int size) => Math.Max(1, (size - (size / BusyEvery)) / PerChart);
}
