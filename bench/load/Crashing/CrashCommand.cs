using System.CommandLine;
using Load.Servers;

namespace Load.Crashing;

/// <summary><c>crash</c>: does every message that was answered 201 reach the EHR exactly once, in order, whatever is killed when?</summary>
internal static class CrashCommand
{
    public static Command Create(TimeProvider clock)
    {
        var messages = new Option<int>("--messages") { Description = "Messages to post.", DefaultValueFactory = _ => 2000 };
        var kills = new Option<int>("--kills") { Description = "How often the gateway is killed.", DefaultValueFactory = _ => 20 };
        var charts = new Option<int>("--charts") { Description = "Charts, each with one sequential client: the concurrency.", DefaultValueFactory = _ => 32 };
        var seed = new Option<int>("--seed") { Description = "Seed of the messages and of the instants of the kills.", DefaultValueFactory = _ => 1 };
        var settle = new Option<int>("--settle") { Description = "Longest wait for the EHR to have everything, in seconds.", DefaultValueFactory = _ => 120 };
        var limit = new Option<int>("--limit") { Description = "Longest time for the whole run, in seconds.", DefaultValueFactory = _ => 600 };
        var keep = new Option<bool>("--keep") { Description = "Keep the stores and logs of the run, and say where." };
        var programs = new ProgramArguments();
        var command = new Command("crash", "Kill the gateway under load, again and again, and check that nothing is lost, doubled or leaked.")
        {
            messages, kills, charts, seed, settle, limit, keep,
        };
        programs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var plan = new CrashPlan(
                parsed.GetValue(messages), parsed.GetValue(charts), parsed.GetValue(kills), parsed.GetValue(seed), TimeSpan.FromSeconds(parsed.GetValue(settle)));
            using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            bounded.CancelAfter(TimeSpan.FromSeconds(parsed.GetValue(limit)));
            var passed = false;
            var directory = Directory.CreateTempSubdirectory("crash-");
            try
            {
                passed = await new CrashRun(plan, output, clock).RunAsync(
                    programs.Sandbox(parsed), programs.Gateway(parsed), directory.FullName, bounded.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                await output.WriteLineAsync($"The run took longer than {parsed.GetValue(limit)} seconds.");
            }
            catch (Exception fault) when (fault is CannotRunException or HttpRequestException)
            {
                await output.WriteLineAsync(fault.Message);
            }
            finally
            {
                await CleanUpAsync(directory, parsed.GetValue(keep), output);
            }

            await output.WriteLineAsync(passed ? "crash: 1 passed, 0 failed" : "crash: 0 passed, 1 failed");
            return passed ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }

    private static async Task CleanUpAsync(DirectoryInfo directory, bool keep, TextWriter output)
    {
        if (keep)
        {
            await output.WriteLineAsync($"Stores and logs: {directory.FullName}");
        }
        else
        {
            directory.Delete(recursive: true);
        }
    }
}
