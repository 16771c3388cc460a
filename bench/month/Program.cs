using System.CommandLine;

namespace Month;

/// <summary>
/// Lets a clinic work for a month of virtual time, through the gateway's own intake, couriers, alarms, escalation and inboxes, and says what became of each
/// message. Run in the root of the repository: <c>dotnet run --project bench/month --configuration Release</c>.
/// </summary>
internal static class Program
{
    private const int AllWell = 0;
    private const int SomethingIsWrong = 1;

    private static Task<int> Main(string[] args)
    {
        var messages = new Option<int>("--messages") { DefaultValueFactory = _ => 20_000, Description = "How many messages patients write." };
        var patients = new Option<int>("--patients") { DefaultValueFactory = _ => 1_000, Description = "How many patients there are." };
        var days = new Option<int>("--days") { DefaultValueFactory = _ => 30, Description = "Over how many days." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "The same seed makes the same month." };
        var report = new Option<string?>("--report") { Description = "A file for the report; it is printed otherwise." };
        var command = new RootCommand("A simulated month.") { messages, patients, days, seed, report };
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new MonthPlan(parsed.GetValue(patients), parsed.GetValue(messages), parsed.GetValue(days), parsed.GetValue(seed));
            var result = await MonthRun.RunAsync(plan, Console.Error.WriteLine, cancellation);
            var text = MonthReport.Of(plan, result);
            if (parsed.GetValue(report) is { } file)
            {
                await File.WriteAllTextAsync(file, text, cancellation);
            }
            else
            {
                await Console.Out.WriteAsync(text);
            }

            return result.Faults.IsEmpty ? AllWell : SomethingIsWrong;
        });
        return command.Parse(args).InvokeAsync();
    }
}
