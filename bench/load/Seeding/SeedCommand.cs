using System.CommandLine;
using System.Globalization;
using Gateway.Storage;

namespace Load.Seeding;

/// <summary><c>seed</c>: fills a gateway's store, so that reads and searches are measured on a full one.</summary>
internal static class SeedCommand
{
    public static Command Create(TimeProvider clock)
    {
        var provider = new Option<StorageProvider>("--provider") { Description = "The gateway's Storage:Provider.", DefaultValueFactory = _ => StorageProvider.Sqlite };
        var connectionString = new Option<string>("--connection-string") { Description = "The gateway's Storage:ConnectionString, e.g. 'Data Source=gateway.db'.", Required = true };
        var count = new Option<int>("--count", "-n") { Description = "Messages to insert, each with its Task.", DefaultValueFactory = _ => 100_000 };
        var charts = new Option<string>("--charts") { Description = "A file with one patient id a line, or how many generated ids.", DefaultValueFactory = _ => "1000" };
        var busy = new Option<string?>("--busy-chart") { Description = "A patient id that gets one message of every --busy-every." };
        var every = new Option<int>("--busy-every") { Description = "See --busy-chart.", DefaultValueFactory = _ => 20 };
        var seed = new Option<int>("--seed") { Description = "Seed of the texts.", DefaultValueFactory = _ => 1 };
        var command = new Command("seed", "Fill a gateway's store with messages, bypassing its intake.") { provider, connectionString, count, charts, busy, every, seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new SeedOptions(
                parsed.GetValue(count),
                await ChartsAsync(parsed.GetRequiredValue(charts), cancellationToken),
                parsed.GetValue(busy) is { } id ? new BusyChart(id, parsed.GetValue(every)) : null,
                parsed.GetValue(seed));
            await using var store = new SeedStore(parsed.GetValue(provider), parsed.GetRequiredValue(connectionString));
            var start = clock.GetTimestamp();
            await new Seeder(store, clock).SeedAsync(options, cancellationToken);
            var seconds = clock.GetElapsedTime(start).TotalSeconds;
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Count} messages in {options.Charts.Count} charts, {seconds:F1} s, {options.Count / seconds:F0} a second"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<IReadOnlyList<string>> ChartsAsync(string source, CancellationToken cancellationToken) =>
        int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? GeneratedCharts.Take(number)
            : await File.ReadAllLinesAsync(source, cancellationToken);
}
