using System.CommandLine;
using Load.Servers;

namespace Load.Comparing;

/// <summary><c>check</c>: is a check of a draft quick enough to be asked for while somebody types?</summary>
internal static class CheckCommand
{
    public static Command Create(TimeProvider clock)
    {
        var messages = new Option<int>("--messages") { Description = "Requests of each kind in each round.", DefaultValueFactory = _ => 10_000 };
        var warmUp = new Option<int>("--warmup") { Description = "Requests of each kind before the first round, uncounted.", DefaultValueFactory = _ => 15_000 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds; the median is reported.", DefaultValueFactory = _ => 6 };
        var concurrency = new Option<int>("--concurrency", "-c") { Description = "Requests kept under way.", DefaultValueFactory = _ => 16 };
        var charts = new Option<int>("--charts") { Description = "Charts to write to.", DefaultValueFactory = _ => 128 };
        var output = new Option<FileInfo?>("--out") { Description = "Write the Markdown table to this file too." };
        var programs = new ProgramArguments();
        var command = new Command("check", "Ask for the capability statement, for checks of drafts and for creates in turn, and compare.")
        {
            messages, warmUp, rounds, concurrency, charts, output,
        };
        programs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = parsed.InvocationConfiguration.Output;
            var plan = new ThroughputPlan(
                parsed.GetValue(messages), parsed.GetValue(warmUp), parsed.GetValue(rounds), parsed.GetValue(concurrency), parsed.GetValue(charts));
            var directory = Directory.CreateTempSubdirectory("check-");
            try
            {
                await using var bench = new Bench(programs.Sandbox(parsed), programs.Gateway(parsed), directory.FullName, clock);
                var reports = await new CheckRun(plan, bench, terminal, clock).RunAsync(cancellationToken);
                var table = CheckTable.Render(plan, reports, Machine.Facts(clock));
                await terminal.WriteLineAsync(table);
                if (parsed.GetValue(output) is { } file)
                {
                    await File.WriteAllTextAsync(file.FullName, table, cancellationToken);
                }

                var allAnswered = reports.SelectMany(rounds => rounds).All(report => report.Tally.Failures == 0);
                return allAnswered && CheckTable.P99Ratio(reports) <= CheckTable.SlowestP99 && CheckTable.RateRatio(reports) >= CheckTable.PerCreate ? ExitCode.Ok : ExitCode.Failed;
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        });
        return command;
    }
}
