using System.Text.Json;
using Load.Driving;

namespace Load.Reporting;

/// <summary>A report as a program reads it.</summary>
internal static class LoadReportJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Render(LoadReport report) => JsonSerializer.Serialize(
        new
        {
            command = report.Command,
            requests = report.Tally.Total,
            concurrency = report.Concurrency,
            seconds = report.Elapsed.TotalSeconds,
            rate = report.Rate,
            latencyMs = new
            {
                p50 = report.Tally.Latency.Quantile(0.50).TotalMilliseconds,
                p95 = report.Tally.Latency.Quantile(0.95).TotalMilliseconds,
                p99 = report.Tally.Latency.Quantile(0.99).TotalMilliseconds,
                max = report.Tally.Latency.Max.TotalMilliseconds,
            },
            outcomes = ByOutcome(outcome => report.Tally[outcome]),
            reasons = report.Tally.Reasons,
            labels = report.Tally.Labels.ToDictionary(pair => pair.Key, pair => ByOutcome(outcome => pair.Value[(int)outcome])),
            ownCpuSeconds = report.OwnCpu.TotalSeconds,
            server = report.Server is not { } server ? null : new
            {
                cpuSeconds = server.Cpu.TotalSeconds,
                cpuMsPerRequest = report.ServerCpuMillisecondsPerRequest,
                peakRssBytes = server.PeakRss,
                meanRssBytes = server.MeanRss,
            },
        },
        Indented);

    private static Dictionary<string, long> ByOutcome(Func<Outcome, long> count) => Enum.GetValues<Outcome>()
        .ToDictionary(outcome => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()), count);
}
