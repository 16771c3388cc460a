using System.CommandLine;
using Load.Servers;

namespace Load.Comparing;

/// <summary><c>throughput</c>: how much of what this machine can store does the whole intake reach?</summary>
internal static class ThroughputCommand
{
    public static Command Create(TimeProvider clock)
    {
        var comparison = new ComparisonArguments(messages: 20_000, warmUp: 30_000, rounds: 3, concurrency: 64);
        var programs = new ProgramArguments();
        var command = new Command("throughput", "Post to the gateway and to a bare insert endpoint in turn, and compare.");
        comparison.AddTo(command);
        programs.AddTo(command);
        command.SetAction((parsed, cancellationToken) => comparison.RunAsync(
            parsed,
            async directory =>
            {
                var plan = comparison.Plan(parsed);
                var builds = new Programs(programs.Gateway(parsed), programs.Sandbox(parsed), programs.Workspace(parsed).Bare);
                var reports = await new ThroughputRun(plan, builds, directory, parsed.InvocationConfiguration.Output, clock).RunAsync(cancellationToken);
                return (ThroughputTable.Render(plan, reports, Machine.Facts(clock)), reports.SelectMany(rounds => rounds).All(report => report.Tally.Failures == 0));
            },
            cancellationToken));
        return command;
    }
}
