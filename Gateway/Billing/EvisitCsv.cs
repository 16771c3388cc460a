using System.Globalization;
using System.Text;
using Gateway.Evisits;

namespace Gateway.Billing;

/// <summary>Online visits as a table for a spreadsheet, RFC 4180: ids and codes, which nothing could take for a formula.</summary>
internal static class EvisitCsv
{
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    private const string Header = "visit,patient,windowStart,windowEnd,standing,code,minutes,performers,topics,messages,exclusions";

    public static string Of(IEnumerable<PatientVisit> visits, DateTimeOffset now)
    {
        var table = new StringBuilder(Header).Append("\r\n");
        foreach (var charged in visits)
        {
            var visit = charged.Visit;
            table.AppendJoin(
                ',',
                charged.Identifier,
                charged.Patient.Key,
                Time(visit.Window.Start),
                Time(visit.Window.End),
                charged.IsOpenAt(now) ? "open" : visit.Exclusions.IsEmpty ? "planned" : "not-billable",
                visit.Code?.Code,
                visit.Minutes.ToString(CultureInfo.InvariantCulture),
                string.Join(' ', visit.Performers),
                visit.Topics.Length.ToString(CultureInfo.InvariantCulture),
                string.Join(' ', visit.Topics.SelectMany(topic => topic.Messages).Distinct()),
                string.Join(' ', visit.Exclusions.Select(EvisitExclusions.CodeOf)))
                .Append("\r\n");
        }

        return table.ToString();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
