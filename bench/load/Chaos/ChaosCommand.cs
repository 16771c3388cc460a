using System.CommandLine;
using Load.Comparing;
using Load.Servers;

namespace Load.Chaos;

/// <summary><c>chaos</c>: does what three gateways accepted reach the EHR exactly once, in order, whatever fails meanwhile?</summary>
internal static class ChaosCommand
{
    /// <summary>Patience that fits a run of minutes: what is under test is that nothing is lost, not how long three days of retries take.</summary>
    private static readonly string[] Impatient =
    [
        "--Ehr:TimeoutSeconds=2", "--Delivery:LeaseSeconds=8", "--Delivery:SettleSeconds=8", "--Delivery:FirstDelaySeconds=0.5", "--Delivery:MaxDelaySeconds=5",
    ];

    public static Command Create(TimeProvider clock)
    {
        var messages = new Option<int>("--messages") { Description = "Messages to post.", DefaultValueFactory = _ => 20_000 };
        var charts = new Option<int>("--charts") { Description = "Charts, each with one sequential client.", DefaultValueFactory = _ => 500 };
        var replicas = new Option<int>("--replicas") { Description = "Gateways.", DefaultValueFactory = _ => 3 };
        var seconds = new Option<int>("--seconds") { Description = "Duration of the load.", DefaultValueFactory = _ => 600 };
        var kills = new Option<int>("--kills") { Description = "How often a gateway is killed.", DefaultValueFactory = _ => 20 };
        var restarts = new Option<int>("--restarts") { Description = "How often PostgreSQL crashes.", DefaultValueFactory = _ => 5 };
        var seed = new Option<int>("--seed") { Description = "Seed of the messages and of the story.", DefaultValueFactory = _ => 1 };
        var settle = new Option<int>("--settle") { Description = "Longest wait for the EHR to have everything, in seconds.", DefaultValueFactory = _ => 180 };
        var keep = new Option<bool>("--keep") { Description = "Keep the logs of the run, and say where." };
        var postgres = new Option<string>("--postgres") { Description = "Connection string of a PostgreSQL that may crash.", Required = true };
        var redis = new Option<string>("--redis") { Description = "A Redis, as host:port.", Required = true };
        var crashStore = new Option<string>("--crash-store") { Description = "The command that makes that PostgreSQL crash and start again.", Required = true };
        var report = new Option<FileInfo?>("--out") { Description = "Write the report to this file too." };
        var programs = new ProgramArguments();
        var command = new Command("chaos", "Several gateways on one store under load, while they, the store and the EHR fail.")
        {
            messages, charts, replicas, seconds, kills, restarts, seed, settle, keep, postgres, redis, crashStore, report,
        };
        programs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var plan = new ChaosPlan(
                parsed.GetValue(messages), parsed.GetValue(charts), parsed.GetValue(replicas), TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(kills), parsed.GetValue(restarts), parsed.GetValue(seed), TimeSpan.FromSeconds(parsed.GetValue(settle)));
            var settings = new ReplicaSettings(parsed.GetRequiredValue(postgres), parsed.GetRequiredValue(redis), Impatient);
            var directory = Directory.CreateTempSubdirectory("chaos-");
            var holds = false;
            try
            {
                var account = await new ChaosRun(plan, settings, parsed.GetRequiredValue(crashStore), output, clock).RunAsync(
                    programs.Sandbox(parsed), programs.Gateway(parsed), directory.FullName, cancellationToken);
                holds = account.Holds;
                var text = ChaosTable.Render(plan, account, Machine.Facts(clock));
                await output.WriteLineAsync(text);
                await output.WriteLineAsync(account.Findings.Render());
                if (parsed.GetValue(report) is { } file)
                {
                    await File.WriteAllTextAsync(file.FullName, text, cancellationToken);
                }
            }
            catch (Exception fault) when (fault is CannotRunException or HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                await output.WriteLineAsync(fault.Message);
            }
            finally
            {
                if (parsed.GetValue(keep) || !holds)
                {
                    await output.WriteLineAsync($"Logs: {directory.FullName}");
                }
                else
                {
                    directory.Delete(recursive: true);
                }
            }

            await output.WriteLineAsync(holds ? "chaos: 1 passed, 0 failed" : "chaos: 0 passed, 1 failed");
            return holds ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
