using System.Globalization;
using System.Text;

namespace Month;

/// <summary>Writes what became of a month.</summary>
internal static class MonthReport
{
    public static string Of(MonthPlan plan, MonthResult result)
    {
        var (tally, measures) = (result.Tally, result.Measures);
        var text = new StringBuilder();
        Line($"# A month");
        Line($"");
        Line($"{plan.Messages:N0} messages of {plan.Patients:N0} patients in {plan.Days} days of virtual time, and {plan.DaysAfter} days in which the clinic goes on working, seed {plan.Seed}: the gateway's own intake, couriers,");
        Line($"alarms, escalation and inboxes on SQLite, without HTTP. The month begins on 28 October 2026 in Chicago: daylight saving time ends in it, and Thanksgiving is in it. Nobody is in billing for three days,");
        Line($"one nurse is on holiday for a week, everybody is ill now and then, the EHR takes nothing for an afternoon. Made by `dotnet run --project bench/month`.");
        Line($"");
        Line($"| what became of a message | messages |");
        Line($"| --- | ---: |");
        foreach (var (end, count) in result.Ends)
        {
            Line($"| {end} | {count:N0} |");
        }

        Line($"| given back, and not sent again | {tally.GivenUp:N0} |");
        foreach (var (reason, count) in tally.Refused.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            Line($"| refused: {reason} | {count:N0} |");
        }

        Line($"");
        Line($"| what happened | count |");
        Line($"| --- | ---: |");
        Line($"| sent, with those sent again into the right chart | {tally.Posted:N0} |");
        Line($"| given back because of the chart; of these sent again | {tally.GivenBack:N0}; {tally.Moved:N0} |");
        Line($"| held | {tally.Held:N0} |");
        Line($"| replies | {tally.Replies:N0} |");
        Line($"| re-routed | {tally.Reroutes:N0} |");
        Line($"| alarms about messages; about reviews | {tally.Alarms:N0}; {tally.Reviews:N0} |");
        Line($"| steps of alerts | {tally.Steps:N0} |");
        foreach (var (what, count) in tally.InVain.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            Line($"| tried in vain: {what} | {count:N0} |");
        }
        Line($"");
        Line($"| pool | received | answered | open | as promised | unopened alarms | overdue alarms | median minutes to answer | 90th percentile |");
        Line($"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var group in measures.Work.Groups)
        {
            Line($"| {group.Pool ?? "small groups"} | {group.Received:N0} | {group.Answered:N0} | {group.Open:N0} | {group.WithinPromiseShare:P1} | {group.UnopenedAlarms:N0} | {group.OverdueAlarms:N0} | {group.MinutesToAnswer.Median:N0} | {group.MinutesToAnswer.Percentile90:N0} |");
        }

        Line($"");
        Line(result.Faults.IsEmpty
            ? (FormattableString)$"Every message is answered, escalated, alarmed about, decided on or given back; the measures add up to what was sent; nothing was filed twice."
            : $"What should not be:");
        foreach (var fault in result.Faults)
        {
            Line($"- {fault}");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
