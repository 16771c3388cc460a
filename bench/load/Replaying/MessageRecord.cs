using System.Globalization;
using Load.Driving;

namespace Load.Replaying;

/// <summary>What a client was told about one message: a line of the record file, tab separated.</summary>
internal sealed record MessageRecord(string Key, string Chart, Outcome Outcome, int Status, string? Id)
{
    private const char Separator = '\t';

    public string ToLine() =>
        string.Join(Separator, Key, Chart, Outcome.ToString(), Status.ToString(CultureInfo.InvariantCulture), Id ?? "-");

    public static bool TryParse(string line, out MessageRecord? record)
    {
        record = null;
        if (line.Split(Separator) is [var key, var chart, var outcomeText, var statusText, var id]
            && Enum.TryParse<Outcome>(outcomeText, out var outcome)
            && int.TryParse(statusText, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            record = new MessageRecord(key, chart, outcome, status, id == "-" ? null : id);
        }

        return record is not null;
    }
}
