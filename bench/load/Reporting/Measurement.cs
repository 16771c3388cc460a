using Load.Driving;

namespace Load.Reporting;

/// <summary>Runs one load and notes what it cost the server and this tool.</summary>
internal static class Measurement
{
    public static async Task<LoadReport> TakeAsync(
        string command,
        int concurrency,
        int? serverProcessId,
        Func<Task<(Tally Tally, TimeSpan Elapsed)>> load,
        TimeProvider clock)
    {
        await using var probe = serverProcessId is { } id ? ServerProbe.Watch(id, clock) : null;
        var ownCpu = Environment.CpuUsage.TotalTime;
        var (tally, elapsed) = await load();
        var server = probe is null ? null : await probe.StopAsync();
        return new LoadReport(command, concurrency, elapsed, tally, server, Environment.CpuUsage.TotalTime - ownCpu);
    }
}
