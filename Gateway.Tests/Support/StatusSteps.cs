using System.Text;
using Gateway.Resources;
using Hl7.Fhir.Utility;

namespace Gateway.Tests.Support;

/// <summary>Transition tables as the tests and the documentation write them: one line a status, <c>active: on-hold completed</c>.</summary>
internal static class StatusSteps
{
    /// <summary>Tries every pair of statuses, staying included, against what the lines allow.</summary>
    public static void Hold<TStatus>(Transitions<TStatus> table, string lines, Func<TStatus, TStatus, IEnumerable<Issue>> check)
        where TStatus : struct, Enum
    {
        var allowed = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(':'))
            .ToDictionary(parts => parts[0], parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var from in Enum.GetValues<TStatus>())
        {
            foreach (var to in Enum.GetValues<TStatus>())
            {
                var may = Equals(from, to) || allowed[Code(from)].Contains(Code(to));
                var refused = check(from, to).Any(issue => issue.Expression == table.Element);
                Assert.True(may != refused, $"{Code(from)} to {Code(to)} should be {(may ? "allowed" : "refused")}.");
            }
        }
    }

    /// <summary>The table in Markdown.</summary>
    public static string Markdown<TStatus>(Transitions<TStatus> table)
        where TStatus : struct, Enum
    {
        var text = new StringBuilder("| status | may become |\n| --- | --- |\n");
        foreach (var (from, to) in table.Rows)
        {
            text.Append($"| {(from is null ? "*(new)*" : $"`{from}`")} | {Listed(to)} |\n");
        }

        return text.ToString();
    }

    public static string Listed(IEnumerable<string> codes) => codes.Any() ? string.Join(", ", codes.Select(code => $"`{code}`")) : "-";

    public static string Code<TStatus>(TStatus status)
        where TStatus : struct, Enum => ((Enum)(object)status).GetLiteral()!;
}
