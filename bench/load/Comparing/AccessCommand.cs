using System.CommandLine;
using Load.Servers;

namespace Load.Comparing;

/// <summary><c>access</c>: what does access control cost a create?</summary>
internal static class AccessCommand
{
    public static Command Create(TimeProvider clock)
    {
        var comparison = new ComparisonArguments(messages: 10_000, warmUp: 15_000, rounds: 6, concurrency: 64);
        var programs = new ProgramArguments();
        var command = new Command("access", "Post the same messages under tokens that leave access control little or much to do, and compare.");
        comparison.AddTo(command);
        programs.AddTo(command);
        command.SetAction((parsed, cancellationToken) => comparison.RunAsync(
            parsed,
            async directory =>
            {
                var plan = comparison.Plan(parsed);
                await using var bench = new Bench(programs.Sandbox(parsed), programs.Gateway(parsed), directory, clock);
                var reports = await new AccessRun(plan, bench, parsed.InvocationConfiguration.Output, clock).RunAsync(cancellationToken);
                var allTaken = reports.SelectMany(rounds => rounds).All(report => report.Tally.Failures == 0);
                return (AccessTable.Render(plan, reports, Machine.Facts(clock)), allTaken && AccessTable.CostOf(TokenKind.Granular, reports) <= AccessTable.Bar);
            },
            cancellationToken));
        return command;
    }
}
