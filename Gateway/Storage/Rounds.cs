namespace Gateway.Storage;

/// <summary>What is looked for again and again in the store, as long as the process runs.</summary>
internal static class Rounds
{
    /// <summary>Looks once a period. A look that fails, as while the store is away, is followed by the next.</summary>
    /// <param name="period">How long from one look to the next.</param>
    /// <param name="clock">Tells when it has passed.</param>
    /// <param name="lookAsync">The look.</param>
    /// <param name="failed">Hears of what went wrong, by the name of its type: more of it may quote what was stored.</param>
    /// <param name="stoppingToken">Ends the rounds.</param>
    public static async Task RepeatAsync(TimeSpan period, TimeProvider clock, Func<CancellationToken, Task> lookAsync, Action<string> failed, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await lookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                failed(fault.GetType().Name);
            }
        }
    }
}
