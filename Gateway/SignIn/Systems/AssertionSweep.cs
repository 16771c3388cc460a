namespace Gateway.SignIn.Systems;

/// <summary>Forgets used assertions once they have ended, so that the table stays as small as the last minutes' sign-ins.</summary>
internal sealed class AssertionSweep(UsedAssertions used, GatewayKeys keys, TimeProvider clock, ILogger<AssertionSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!keys.CanSign)
        {
            return;
        }

        await Task.Yield();
        Decoys.Make();
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAsync(stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await used.ForgetEndedAsync(cancellationToken) > 0)
            {
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The store is away: the next round tries again.
            logger.SweepFailed(fault.GetType().Name);
        }
    }
}
