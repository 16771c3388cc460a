using System.CommandLine;
using System.Globalization;
using Gateway.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Load.Seeding;

/// <summary><c>seed</c>: fills a gateway's store, so that reads and searches are measured on a full one.</summary>
internal static class SeedCommand
{
    public static Command Create(TimeProvider clock)
    {
        var provider = new Option<StorageProvider>("--provider") { Description = "The gateway's Storage:Provider.", DefaultValueFactory = _ => StorageProvider.Sqlite };
        var connectionString = new Option<string>("--connection-string") { Description = "The gateway's Storage:ConnectionString, e.g. 'Data Source=gateway.db'.", Required = true };
        var count = new Option<int>("--count", "-n") { Description = "Messages to insert.", DefaultValueFactory = _ => 100_000 };
        var charts = new Option<string>("--charts") { Description = "A file with one patient id a line, or how many generated ids.", DefaultValueFactory = _ => "1000" };
        var seed = new Option<int>("--seed") { Description = "Seed of the texts.", DefaultValueFactory = _ => 1 };
        var command = new Command("seed", "Fill a gateway's store with messages, bypassing its intake.") { provider, connectionString, count, charts, seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // The gateway's own set-up of its store; the application is built for it and never started.
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                [$"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}"] = parsed.GetValue(provider).ToString(),
                [$"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}"] = parsed.GetRequiredValue(connectionString),
            });
            await using var app = builder.AddStorage().Build();
            var contexts = app.Services.GetRequiredService<IDbContextFactory<GatewayDb>>();
            var gate = app.Services.GetRequiredService<SchemaGate>();
            var ids = await ChartsAsync(parsed.GetRequiredValue(charts), cancellationToken);
            var start = clock.GetTimestamp();
            await new Seeder(contexts, gate, ids, parsed.GetValue(seed), clock).SeedAsync(parsed.GetValue(count), cancellationToken);
            var seconds = clock.GetElapsedTime(start).TotalSeconds;
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{parsed.GetValue(count)} messages in {ids.Count} charts, {seconds:F1} s, {parsed.GetValue(count) / seconds:F0} a second"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<IReadOnlyList<string>> ChartsAsync(string source, CancellationToken cancellationToken) =>
        int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? [.. Enumerable.Range(1, number).Select(i => $"seeded-{i:D6}")]
            : await File.ReadAllLinesAsync(source, cancellationToken);
}
