using System.CommandLine;
using Load.Servers;

namespace Load.Comparing;

/// <summary><c>check</c>: is a check of a draft quick enough to be asked for while somebody types?</summary>
internal static class CheckCommand
{
    public static Command Create(TimeProvider clock)
    {
        var comparison = new ComparisonArguments(messages: 10_000, warmUp: 15_000, rounds: 6, concurrency: 16);
        var programs = new ProgramArguments();
        var command = new Command("check", "Ask for the capability statement, for checks of drafts and for creates in turn, and compare.");
        comparison.AddTo(command);
        programs.AddTo(command);
        command.SetAction((parsed, cancellationToken) => comparison.RunAsync(
            parsed,
            async directory =>
            {
                var plan = comparison.Plan(parsed);
                await using var bench = new Bench(programs.Sandbox(parsed), programs.Gateway(parsed), directory, clock);
                var reports = await new CheckRun(plan, bench, parsed.InvocationConfiguration.Output, clock).RunAsync(cancellationToken);
                var allAnswered = reports.SelectMany(rounds => rounds).All(report => report.Tally.Failures == 0);
                return (
                    CheckTable.Render(plan, reports, Machine.Facts(clock)),
                    allAnswered && CheckTable.P99Ratio(reports) <= CheckTable.SlowestP99 && CheckTable.RateRatio(reports) >= CheckTable.PerCreate);
            },
            cancellationToken));
        return command;
    }
}
