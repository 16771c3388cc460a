namespace Load.Chaos;

/// <summary>How much is posted for how long, and how much goes wrong meanwhile.</summary>
/// <param name="Messages">To post, spread evenly over the duration.</param>
/// <param name="Charts">Each with one sequential client.</param>
/// <param name="Replicas">Gateways on the one store.</param>
/// <param name="Duration">Of the load and of all that goes wrong.</param>
/// <param name="Kills">SIGKILL of a replica that chance picks.</param>
/// <param name="Restarts">Crashes of the store's server.</param>
/// <param name="Seed">Of messages, instants and victims.</param>
/// <param name="Patience">Longest wait for the EHR to have everything afterwards.</param>
internal sealed record ChaosPlan(int Messages, int Charts, int Replicas, TimeSpan Duration, int Kills, int Restarts, int Seed, TimeSpan Patience)
{
    private static readonly TimeSpan LongestCycle = TimeSpan.FromMinutes(1);

    /// <summary>A cycle is calm, then has faults of single charts, then storms, then recovers.</summary>
    public int Cycles => Math.Max(1, (int)Math.Round(Duration / LongestCycle));

    /// <summary>Charts whose creates fail while others are to go on: one of twenty, and fewer than a gateway sends for at once.</summary>
    public int FaultyCharts => Math.Clamp(Charts / 20, 3, 24);
}
