using System.CommandLine;
using Load.Servers;

namespace Load.Comparing;

/// <summary><c>delivery</c>: what does delivery add to the CPU time of a created message?</summary>
internal static class DeliveryCommand
{
    public static Command Create(TimeProvider clock)
    {
        var comparison = new ComparisonArguments(messages: 20_000, warmUp: 20_000, rounds: 5, concurrency: 64);
        var programs = new ProgramArguments();
        var command = new Command("delivery", "Post to gateways that deliver nothing, deliver nowhere, and deliver to an EHR, in turn, and compare.");
        comparison.AddTo(command);
        programs.AddTo(command);
        command.SetAction((parsed, cancellationToken) => comparison.RunAsync(
            parsed,
            async directory =>
            {
                var plan = comparison.Plan(parsed);
                var costs = await new DeliveryRun(
                    plan, programs.Sandbox(parsed), programs.Gateway(parsed), directory, parsed.InvocationConfiguration.Output, clock).RunAsync(cancellationToken);
                return (DeliveryTable.Render(plan, costs, Machine.Facts(clock)), DeliveryTable.Added(costs, DeliveryMode.Null) <= DeliveryTable.MostAdded);
            },
            cancellationToken));
        return command;
    }
}
