using System.CommandLine;
using System.Data.Common;
using Load.Chaos;
using Load.Comparing;
using Load.Crashing;
using Load.Growing;
using Load.Posting;
using Load.Reading;
using Load.Replaying;
using Load.Scaling;
using Load.Seeding;
using Load.Servers;

namespace Load;

/// <summary>The tool's commands, one for each question it answers, and what a failed one tells the shell.</summary>
internal static class LoadCommands
{
    public static async Task<int> RunAsync(string[] args, TimeProvider clock, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Load and replay against a FHIR messaging gateway, or any FHIR R4 server.")
        {
            PostCommand.Create(clock),
            ReadCommand.Create(clock),
            SearchCommand.Create(clock),
            ReplayCheckCommand.Create(clock),
            SeedCommand.Create(clock),
            CrashCommand.Create(clock),
            ChaosCommand.Create(clock),
            ThroughputCommand.Create(clock),
            DeliveryCommand.Create(clock),
            AccessCommand.Create(clock),
            CheckCommand.Create(clock),
            StartupCommand.Create(clock),
            GrowthCommand.Create(clock),
            ScalingCommand.Create(clock),
            ReplicasCommand.Create(clock),
            HostCommand.Create(),
            RowsCommand.Create(clock),
        };
        var parsed = root.Parse(args);
        try
        {
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? ExitCode.CannotRun : exitCode;
        }
        catch (Exception fault) when (fault is CannotRunException or HttpRequestException or IOException or ArgumentException or DbException)
        {
            await error.WriteLineAsync(fault.Message);
            return ExitCode.CannotRun;
        }
    }
}
