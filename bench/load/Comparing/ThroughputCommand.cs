using System.CommandLine;
using Load.Servers;

namespace Load.Comparing;

/// <summary><c>throughput</c>: how much of what this machine can store does the whole intake reach?</summary>
internal static class ThroughputCommand
{
    public static Command Create(TimeProvider clock)
    {
        var messages = new Option<int>("--messages") { Description = "Messages in each round.", DefaultValueFactory = _ => 20_000 };
        var warmUp = new Option<int>("--warmup") { Description = "Messages before each round, uncounted: the runtime compiles hot code again until then.", DefaultValueFactory = _ => 30_000 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds; the median is reported.", DefaultValueFactory = _ => 3 };
        var concurrency = new Option<int>("--concurrency", "-c") { Description = "Requests kept under way.", DefaultValueFactory = _ => 64 };
        var charts = new Option<int>("--charts") { Description = "Charts to write to.", DefaultValueFactory = _ => 128 };
        var output = new Option<FileInfo?>("--out") { Description = "Write the Markdown table to this file too." };
        var programs = new ProgramArguments();
        var command = new Command("throughput", "Post to the gateway and to a bare insert endpoint in turn, and compare.")
        {
            messages, warmUp, rounds, concurrency, charts, output,
        };
        programs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = parsed.InvocationConfiguration.Output;
            var plan = new ThroughputPlan(
                parsed.GetValue(messages), parsed.GetValue(warmUp), parsed.GetValue(rounds), parsed.GetValue(concurrency), parsed.GetValue(charts));
            var directory = Directory.CreateTempSubdirectory("throughput-");
            try
            {
                var builds = new Programs(programs.Gateway(parsed), programs.Sandbox(parsed), programs.Workspace(parsed).Bare);
                var reports = await new ThroughputRun(plan, builds, directory.FullName, terminal, clock).RunAsync(cancellationToken);
                var table = ThroughputTable.Render(plan, reports, Machine.Facts(clock));
                await terminal.WriteLineAsync(table);
                if (parsed.GetValue(output) is { } file)
                {
                    await File.WriteAllTextAsync(file.FullName, table, cancellationToken);
                }

                return reports.SelectMany(rounds => rounds).All(report => report.Tally.Failures == 0) ? ExitCode.Ok : ExitCode.Failed;
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        });
        return command;
    }
}
