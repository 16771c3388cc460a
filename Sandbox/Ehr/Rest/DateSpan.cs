using System.Globalization;

namespace Sandbox.Ehr.Rest;

/// <summary>The instants that a FHIR date of any precision covers, from the first to just before the end.</summary>
internal readonly record struct DateSpan(DateTimeOffset From, DateTimeOffset Until)
{
    public static bool TryParse(string text, out DateSpan span)
    {
        if (Exact(text, "yyyy", out var from))
        {
            span = new DateSpan(from, from.AddYears(1));
            return true;
        }

        if (Exact(text, "yyyy-MM", out from))
        {
            span = new DateSpan(from, from.AddMonths(1));
            return true;
        }

        if (Exact(text, "yyyy-MM-dd", out from))
        {
            span = new DateSpan(from, from.AddDays(1));
            return true;
        }

        var isInstant = text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out from);
        var precision = text.Contains('.', StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromSeconds(1);
        span = isInstant ? new DateSpan(from, from + precision) : default;
        return isInstant;
    }

    /// <summary>Whether a date that begins at <paramref name="from"/> stands to this one as the prefix says.</summary>
    public bool Admits(string prefix, DateTimeOffset from) => prefix switch
    {
        "ge" => from >= From,
        "gt" or "sa" => from >= Until,
        "le" => from < Until,
        "lt" or "eb" => from < From,
        "ne" => from < From || from >= Until,
        _ => from >= From && from < Until,
    };

    private static bool Exact(string text, string format, out DateTimeOffset from) =>
        DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out from);
}
