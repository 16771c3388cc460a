using System.CommandLine;
using Load.Comparing;
using Load.Servers;

namespace Load.Scaling;

/// <summary><c>scaling</c>: do further gateways deliver more to a slow EHR?</summary>
internal static class ScalingCommand
{
    public static Command Create(TimeProvider clock)
    {
        var messages = new Option<int>("--messages") { Description = "Messages that wait, for each number of gateways.", DefaultValueFactory = _ => 4000 };
        var charts = new Option<int>("--charts") { Description = "Charts of these messages.", DefaultValueFactory = _ => 2000 };
        var replicas = new Option<int>("--replicas") { Description = "The most gateways.", DefaultValueFactory = _ => 3 };
        var answer = new Option<int>("--answer") { Description = "How long the EHR takes for a create, in milliseconds.", DefaultValueFactory = _ => 200 };
        var sends = new Option<int>("--sends") { Description = "Charts that one gateway sends for at once.", DefaultValueFactory = _ => 32 };
        var postgres = new Option<string>("--postgres") { Description = "Connection string of a PostgreSQL, without a database.", Required = true };
        var redis = new Option<string>("--redis") { Description = "A Redis, as host:port.", Required = true };
        var report = new Option<FileInfo?>("--out") { Description = "Write the report to this file too." };
        var programs = new ProgramArguments();
        var command = new Command("scaling", "Deliver to a slow EHR with one gateway, with two, and so on.")
        {
            messages, charts, replicas, answer, sends, postgres, redis, report,
        };
        programs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var plan = new ScalingPlan(
                parsed.GetValue(messages), parsed.GetValue(charts), parsed.GetValue(replicas),
                TimeSpan.FromMilliseconds(parsed.GetValue(answer)), parsed.GetValue(sends));
            var directory = Directory.CreateTempSubdirectory("scaling-");
            try
            {
                var results = await new ScalingRun(plan, parsed.GetRequiredValue(postgres), parsed.GetRequiredValue(redis), output, clock).RunAsync(
                    programs.Sandbox(parsed), programs.Gateway(parsed), directory.FullName, cancellationToken);
                var text = ScalingTable.Render(plan, results, Machine.Facts(clock));
                await output.WriteLineAsync(text);
                if (parsed.GetValue(report) is { } file)
                {
                    await File.WriteAllTextAsync(file.FullName, text, cancellationToken);
                }

                return ScalingTable.Holds(results) ? ExitCode.Ok : ExitCode.Failed;
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        });
        return command;
    }
}
