using System.Diagnostics;
using System.Net.Http.Json;
using Load.Servers;

namespace Load.Chaos;

/// <summary>Does to replicas, store and EHR what the story says, and starts again what ended, as whatever supervises them in production.</summary>
internal sealed class Wrecker(Replicas replicas, int count, Uri ehr, string crashStore, IReadOnlyList<string> charts, HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>A slow EHR, and how long it asks to be left alone: within the gateways' patience, and beyond a healthy answer by far.</summary>
    private const int Milliseconds = 1000;

    // Later than the gateways wait, and sooner than they send again.
    private const int LateMilliseconds = 4000;

    private readonly Uri _faults = new(ehr, "sandbox/faults");

    /// <summary>Replicas that ended though nobody killed them.</summary>
    public int Fallen { get; private set; }

    /// <summary>Replicas that were killed.</summary>
    public int Killed { get; private set; }

    /// <summary>How long the store was away, each time it crashed.</summary>
    public List<TimeSpan> StoreAway { get; } = [];

    public async Task RunAsync(IReadOnlyList<Blow> blows, long start, TimeSpan duration, CancellationToken cancellationToken)
    {
        foreach (var blow in blows)
        {
            await SuperviseUntilAsync(start, blow.At, cancellationToken);
            await StrikeAsync(blow, cancellationToken);
        }

        await SuperviseUntilAsync(start, duration, cancellationToken);
    }

    /// <summary>Starts again whichever replica has ended.</summary>
    public void Supervise()
    {
        for (var i = 0; i < count; i++)
        {
            if (replicas.HasEnded(i))
            {
                Fallen++;
                replicas.Launch(i);
            }
        }
    }

    private async Task SuperviseUntilAsync(long start, TimeSpan at, CancellationToken cancellationToken)
    {
        while (at - clock.GetElapsedTime(start) is { Ticks: > 0 } left)
        {
            await Task.Delay(left < Look ? left : Look, clock, cancellationToken);
            Supervise();
        }
    }

    private async Task StrikeAsync(Blow blow, CancellationToken cancellationToken)
    {
        switch (blow)
        {
            case Blow.Kill kill:
                Supervise();
                await replicas.KillAsync(kill.Replica);
                Killed++;
                replicas.Launch(kill.Replica);
                break;
            case Blow.CrashStore:
                await CrashStoreAsync(cancellationToken);
                break;
            case Blow.EhrFails failure:
                await SetAsync(new { mode = failure.Mode, target = failure.Target, count = failure.Count, ms = MillisecondsOf(failure.Mode) }, cancellationToken);
                break;
            case Blow.ChartsFail failure:
                foreach (var (place, mode) in failure.Modes)
                {
                    await SetAsync(new { mode, target = "creates", ms = MillisecondsOf(mode), patient = charts[place] }, cancellationToken);
                }

                break;
            case Blow.Mend:
                using (var answer = await http.DeleteAsync(_faults, cancellationToken))
                {
                    answer.EnsureSuccessStatusCode();
                }

                break;
            default:
                throw new UnreachableException();
        }
    }

    private async Task SetAsync<TFault>(TFault fault, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(_faults, fault, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private async Task CrashStoreAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        using var command = Process.Start(new ProcessStartInfo(crashStore)) ?? throw new CannotRunException($"{crashStore} did not start.");
        await command.WaitForExitAsync(cancellationToken);
        if (command.ExitCode != 0)
        {
            throw new CannotRunException($"{crashStore} ended with exit code {command.ExitCode}.");
        }

        StoreAway.Add(clock.GetElapsedTime(began));
    }

    private static int MillisecondsOf(string mode) => mode == "late" ? LateMilliseconds : Milliseconds;
}
