using System.Globalization;
using System.Text;

namespace Gateway.Measures;

/// <summary>How soon messages are answered, as a table for a spreadsheet: one line for each pool and policy version, RFC 4180.</summary>
internal static class MeasuresCsv
{
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    private const string Header =
        "from,to,pool,policyVersion,received,answered,open,closed,withinPromise,withinPromiseShare,overdue,unread,unopenedAlarms,overdueAlarms,"
        + "medianMinutesToOpening,percentile90MinutesToOpening,medianMinutesToAnswer,percentile90MinutesToAnswer";

    public static string Of(MeasuresReport report)
    {
        var table = new StringBuilder(Header).Append("\r\n");
        foreach (var group in report.Work.Groups)
        {
            table.AppendJoin(
                ',',
                Text(report.From), Text(report.To), Text(group.Pool), Text(group.PolicyVersion),
                Text(group.Received), Text(group.Answered), Text(group.Open), Text(group.Closed),
                Text(group.WithinPromise), Text(group.WithinPromiseShare), Text(group.Overdue), Text(group.Unread), Text(group.UnopenedAlarms), Text(group.OverdueAlarms),
                Text(group.MinutesToOpening.Median), Text(group.MinutesToOpening.Percentile90), Text(group.MinutesToAnswer.Median), Text(group.MinutesToAnswer.Percentile90))
                .Append("\r\n");
        }

        return table.ToString();
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        string text => Quoted(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => string.Empty,
    };

    // What a spreadsheet would take for a formula is text.
    private static string Quoted(string text) =>
        $"\"{(text is ['=' or '+' or '-' or '@', ..] ? "'" : string.Empty)}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
