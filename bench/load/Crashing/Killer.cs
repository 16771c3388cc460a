using Load.Servers;

namespace Load.Crashing;

/// <summary>Kills the gateway as planned and starts it again each time.</summary>
internal sealed class Killer(Bench bench, CrashLoad load, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(1);

    public async Task RunAsync(IReadOnlyList<Kill> plan, CancellationToken cancellationToken)
    {
        foreach (var kill in plan)
        {
            while (load.Answers < kill.AfterAnswers)
            {
                await Task.Delay(Poll, clock, cancellationToken);
            }

            await Task.Delay(kill.Delay, clock, cancellationToken);
            if (bench.Gateway.HasExited)
            {
                throw new CannotRunException("The gateway ended by itself.");
            }

            await bench.Gateway.KillAsync();
            await bench.StopGatewayAsync();
            bench.LaunchGateway();
            await bench.GatewayReadyAsync(cancellationToken);
        }
    }
}
