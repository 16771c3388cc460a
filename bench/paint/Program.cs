using System.CommandLine;
using System.Data.Common;
using Load;
using Load.Servers;

namespace Paint;

/// <summary>
/// Does a clinician wait longer for the inbox when a clinic has let work pile up? And what does a launch that nobody uses cost the add-on?
/// Run by <c>bench/paint.sh</c>.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var few = new Option<int>("--few") { DefaultValueFactory = _ => 50, Description = "Open Tasks of a clinic that keeps up." };
        var many = new Option<int>("--many") { DefaultValueFactory = _ => 10_000, Description = "Open Tasks of one that does not." };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 30, Description = "Looks at each inbox; the median is reported." };
        var launches = new Option<int>("--launches") { DefaultValueFactory = _ => 300, Description = "Launches that are left open." };
        var output = new Option<FileInfo?>("--out") { Description = "Write the Markdown table to this file too." };
        var programs = new ProgramArguments();
        var command = new RootCommand("Time to the first paint of an inbox, and memory of idle launches.") { few, many, rounds, launches, output };
        programs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var plan = new PaintPlan(parsed.GetValue(few), parsed.GetValue(many), parsed.GetValue(rounds), parsed.GetValue(launches));
            var directory = Directory.CreateTempSubdirectory("paint-");
            try
            {
                var (table, holds) = await PaintRun.RunAsync(plan, programs.Sandbox(parsed), directory.FullName, TimeProvider.System, cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(table);
                if (parsed.GetValue(output) is { } file)
                {
                    await File.WriteAllTextAsync(file.FullName, table, cancellationToken);
                }

                return holds ? ExitCode.Ok : ExitCode.Failed;
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        });
        try
        {
            return await command.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault) when (fault is CannotRunException or HttpRequestException or IOException or ArgumentException or DbException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCode.CannotRun;
        }
    }
}
