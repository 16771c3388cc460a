using System.Globalization;

namespace SmartApp.Texts;

/// <summary>Times as people say them: today's with the hour, this year's with day and month.</summary>
internal sealed class Moments(Words words, TimeProvider clock)
{
    /// <summary>How long ago, or in how long: "5 min ago", "in 3 h".</summary>
    public string FromNow(DateTimeOffset time)
    {
        var distance = time - clock.GetUtcNow();
        var (name, number) = distance.Duration() switch
        {
            { TotalMinutes: < 1 } => ("now", 0),
            { TotalHours: < 1 } minutes => ("minutes", (int)minutes.TotalMinutes),
            { TotalDays: < 1 } hours => ("hours", (int)hours.TotalHours),
            var days => ("days", (int)days.TotalDays),
        };
        return name == "now" ? words["moment.now"] : words[distance < TimeSpan.Zero ? $"moment.{name}.ago" : $"moment.{name}.in", number];
    }

    /// <summary>The day, with the year if it is not this one, and the time (UTC, as an offset is all that a stored time has).</summary>
    public string On(DateTimeOffset time)
    {
        var day = words["moment.day", time.Day, words[$"moment.month.{time.Month}"]];
        return time.Year == clock.GetUtcNow().Year
            ? $"{day}, {time.ToString("HH:mm", CultureInfo.InvariantCulture)}"
            : $"{day} {time.Year.ToString(CultureInfo.InvariantCulture)}, {time.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>For machines: the <c>datetime</c> of a <c>time</c> element.</summary>
    public static string Exact(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
