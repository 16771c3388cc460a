using System.CommandLine;
using System.Globalization;
using Load.Reporting;
using Load.Servers;

namespace Load.Comparing;

/// <summary><c>startup</c>: how long after its start does the sandbox answer, beside an empty ASP.NET Core app?</summary>
internal static class StartupCommand
{
    public static Command Create(TimeProvider clock)
    {
        var runs = new Option<int>("--runs") { Description = "Starts of each; the median is reported.", DefaultValueFactory = _ => 7 };
        var output = new Option<FileInfo?>("--out") { Description = "Write the Markdown table to this file too." };
        var programs = new ProgramArguments();
        var command = new Command("startup", "Time the sandbox's start beside an empty ASP.NET Core app's.") { runs, output };
        programs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var directory = Directory.CreateTempSubdirectory("startup-");
            try
            {
                var run = new StartupRun(directory.FullName, clock);
                var (empty, first, later) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
                for (var i = 0; i < parsed.GetValue(runs); i++)
                {
                    empty.Add(await run.EmptyAsync(programs.Workspace(parsed).Empty, cancellationToken));
                    first.Add(await run.SandboxAsync(programs.Sandbox(parsed), $"data-{i}", cancellationToken));
                    later.Add(await run.SandboxAsync(programs.Sandbox(parsed), $"data-{i}", cancellationToken));
                }

                var table = Render(empty, first, later, clock);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(table);
                if (parsed.GetValue(output) is { } file)
                {
                    await File.WriteAllTextAsync(file.FullName, table, cancellationToken);
                }

                return ExitCode.Ok;
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        });
        return command;
    }

    private static string Render(List<TimeSpan> empty, List<TimeSpan> first, List<TimeSpan> later, TimeProvider clock)
    {
        var emptyMedian = MedianOf(empty);
        var table = new TextTable("from process start to first answer", "median ms", "fastest", "slowest", "times the empty app");
        foreach (var (name, times) in new[]
        {
            ("empty ASP.NET Core app", empty), ("sandbox, first start (makes its data)", first), ("sandbox, later start", later),
        })
        {
            table.Row(
                name,
                Whole(MedianOf(times)),
                Whole(times.Min().TotalMilliseconds),
                Whole(times.Max().TotalMilliseconds),
                (MedianOf(times) / emptyMedian).ToString("F1", CultureInfo.InvariantCulture));
        }

        return $"""
            # Start

            {Machine.Facts(clock)}

            Built before, `dotnet X.dll`, {empty.Count} starts each in turn, polled every 20 ms; the sandbox runs EHR, gateway and add-on in one process
            and is asked for the gateway's `GET /fhir/metadata`. Made by `bench/startup.sh`; the goal is about three times the empty app.

            {table.ToMarkdown()}
            """;
    }

    private static double MedianOf(List<TimeSpan> times) => Median.Of(times.Select(time => time.TotalMilliseconds));

    private static string Whole(double value) => value.ToString("F0", CultureInfo.InvariantCulture);
}
