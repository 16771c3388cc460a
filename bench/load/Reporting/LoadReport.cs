using Load.Driving;

namespace Load.Reporting;

/// <summary>One finished run: what was asked, what came back, what it cost.</summary>
/// <param name="Command">The command that ran, e.g. <c>post</c>.</param>
/// <param name="Concurrency">Requests kept under way.</param>
/// <param name="Elapsed">From the first request to the last answer, without the warm-up.</param>
/// <param name="Tally">The summed books of all lanes.</param>
/// <param name="Server">What the server spent, if it was watched.</param>
/// <param name="OwnCpu">CPU time of this tool, which shares the machine with the server.</param>
internal sealed record LoadReport(
    string Command,
    int Concurrency,
    TimeSpan Elapsed,
    Tally Tally,
    ServerUsage? Server,
    TimeSpan OwnCpu)
{
    public double Rate => Elapsed > TimeSpan.Zero ? Tally.Total / Elapsed.TotalSeconds : 0;

    public double? ServerCpuMillisecondsPerRequest =>
        Server is null || Tally.Total == 0 ? null : Server.Cpu.TotalMilliseconds / Tally.Total;
}
