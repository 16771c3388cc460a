namespace Load.Crashing;

/// <summary>When to kill: after how many answers, and how much later. Seeded, so that a failing run can be repeated.</summary>
internal static class KillPlan
{
    private const int MaxDelayMilliseconds = 40;

    /// <summary>
    /// Kills in the order they happen, spread at random over the load. The last of several comes when all is answered:
    /// then only the deliveries are left to be interrupted.
    /// </summary>
    public static IReadOnlyList<Kill> Make(int kills, int messages, int seed)
    {
        // CA5394: the same instants each time is the purpose here.
#pragma warning disable CA5394
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, kills)
                .Select(i => i > 0 && i == kills - 1 ? messages : random.Next(messages))
                .Order()
                .Select(answers => new Kill(answers, TimeSpan.FromMilliseconds(random.NextDouble() * MaxDelayMilliseconds))),
        ];
#pragma warning restore CA5394
    }
}
