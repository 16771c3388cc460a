using System.CommandLine;
using Gateway.Storage;
using Load.Comparing;
using Load.Servers;

namespace Load.Growing;

/// <summary><c>growth</c>: does a search stay as fast while the store grows?</summary>
internal static class GrowthCommand
{
    public static Command Create(TimeProvider clock)
    {
        var providers = new Option<StorageProvider[]>("--provider") { Description = "Databases to measure.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [StorageProvider.Sqlite] };
        var sizes = new Option<int[]>("--sizes") { Description = "Messages in each store.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [10_000, 100_000, 1_000_000] };
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of a PostgreSQL server, as a user who may create databases." };
        var perChart = new Option<int>("--per-chart") { Description = "Messages of an ordinary chart.", DefaultValueFactory = _ => 100 };
        var busyEvery = new Option<int>("--busy-every") { Description = "The busy chart gets one message of every so many.", DefaultValueFactory = _ => 20 };
        var ownCharts = new Option<int>("--own-charts") { Description = "Patients who ask for their own chart.", DefaultValueFactory = _ => 48 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds; medians are reported.", DefaultValueFactory = _ => 5 };
        var requests = new Option<int>("--requests", "-n") { Description = "Requests of each question to each store in a round.", DefaultValueFactory = _ => 200 };
        var warmUp = new Option<int>("--warmup") { Description = "Requests of each question to each store before, uncounted.", DefaultValueFactory = _ => 2500 };
        var output = new Option<FileInfo?>("--out") { Description = "Write the Markdown tables to this file too." };
        var programs = new ProgramArguments();
        var command = new Command("growth", "Ask stores of different sizes the same, and compare.")
        {
            providers, sizes, postgres, perChart, busyEvery, ownCharts, rounds, requests, warmUp, output,
        };
        programs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = parsed.InvocationConfiguration.Output;
            var plan = new GrowthPlan(
                parsed.GetRequiredValue(providers),
                [.. parsed.GetRequiredValue(sizes).Order()],
                parsed.GetValue(perChart),
                parsed.GetValue(busyEvery),
                parsed.GetValue(ownCharts),
                parsed.GetValue(rounds),
                parsed.GetValue(requests),
                parsed.GetValue(warmUp));
            var directory = Directory.CreateTempSubdirectory("growth-");
            try
            {
                var run = new GrowthRun(
                    plan, programs.Gateway(parsed), programs.Sandbox(parsed), parsed.GetValue(postgres), directory.FullName, terminal, clock);
                var measured = await run.RunAsync(cancellationToken);
                var table = GrowthTable.Render(plan, measured, Machine.Facts(clock));
                await terminal.WriteLineAsync(table);
                foreach (var reason in measured.SelectMany(one => one.Report.Tally.Reasons.Select(reason => $"{one.Question.Name}, {one.Size}: {reason.Value} × {reason.Key}")))
                {
                    await terminal.WriteLineAsync(reason);
                }

                if (parsed.GetValue(output) is { } file)
                {
                    await File.WriteAllTextAsync(file.FullName, table, cancellationToken);
                }

                return measured.All(one => one.Report.Tally.Total == one.Report.Tally[Driving.Outcome.Answered]) ? ExitCode.Ok : ExitCode.Failed;
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        });
        return command;
    }
}
