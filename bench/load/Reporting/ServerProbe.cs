using System.Diagnostics;

namespace Load.Reporting;

/// <summary>Watches the CPU time and the memory of a server process on this machine while a run lasts.</summary>
internal sealed class ServerProbe : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Process _process;
    private readonly TimeSpan _cpuBefore;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sampling;
    private long _peak;
    private long _sum;
    private long _samples;

    private ServerProbe(Process process, TimeProvider clock)
    {
        _process = process;
        _cpuBefore = process.TotalProcessorTime;
        Sample();
        _sampling = SampleAsync(clock, _stop.Token);
    }

    /// <summary>Starts watching; throws when there is no such process.</summary>
    public static ServerProbe Watch(int processId, TimeProvider clock) => new(Process.GetProcessById(processId), clock);

    /// <summary>Stops watching; null when the process has ended meanwhile.</summary>
    public async Task<ServerUsage?> StopAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        Sample();
        return _process.HasExited ? null : new ServerUsage(_process.TotalProcessorTime - _cpuBefore, _peak, _sum / _samples);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        _stop.Dispose();
        _process.Dispose();
    }

    private async Task SampleAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Sample();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: the run is over.
        }
    }

    private void Sample()
    {
        _process.Refresh();
        if (!_process.HasExited)
        {
            var rss = _process.WorkingSet64;
            _peak = Math.Max(_peak, rss);
            _sum += rss;
            _samples++;
        }
    }
}
