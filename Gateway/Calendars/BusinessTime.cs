using NodaTime;

namespace Gateway.Calendars;

/// <summary>Reckons in the hours of a calendar. Each question has an answer at each instant: where a calendar stays closed for over a year, time counts as it runs.</summary>
internal static class BusinessTime
{
    /// <summary>How long a calendar may be closed before one stops to wait for it.</summary>
    private const int PatienceDays = 400;

    public static bool IsOpen(this BusinessCalendar calendar, Instant at) =>
        SpansFrom(calendar, at).FirstOrDefault() is { } span && span.Start <= at && at < span.End;

    /// <summary>The first instant from then on at which somebody is there; <paramref name="at"/> itself if open.</summary>
    public static Instant NextOpen(this BusinessCalendar calendar, Instant at)
    {
        foreach (var span in SpansFrom(calendar, at))
        {
            return Instant.Max(span.Start, at);
        }

        return at;
    }

    /// <summary>The first instant until which that much business time has passed.</summary>
    public static Instant Add(this BusinessCalendar calendar, Instant from, Duration businessTime)
    {
        var (left, reached) = (businessTime, from);
        if (left <= Duration.Zero)
        {
            return from;
        }

        foreach (var span in SpansFrom(calendar, from))
        {
            reached = Instant.Max(span.Start, from);
            var open = span.End - reached;
            if (open >= left)
            {
                return reached + left;
            }

            left -= open;
            reached = span.End;
        }

        return reached + left;
    }

    /// <summary>How much business time lies between.</summary>
    public static Duration Between(this BusinessCalendar calendar, Instant from, Instant until)
    {
        var sum = Duration.Zero;
        foreach (var span in SpansFrom(calendar, from).TakeWhile(span => span.Start < until))
        {
            sum += Instant.Min(span.End, until) - Instant.Max(span.Start, from);
        }

        return sum;
    }

    /// <summary>When business ends on the day that is on, or comes first; and with <paramref name="days"/>, so many business days later.</summary>
    public static Instant EndOfDay(this BusinessCalendar calendar, Instant from, int days)
    {
        // What began yesterday may last into today.
        var (date, closed, left, end) = (LocalTimes.DateAt(from, calendar.TimeZone).PlusDays(-1), 0, days, from);
        while (closed < PatienceDays)
        {
            var spans = calendar.SpansOf(date);
            date = date.PlusDays(1);
            if (spans.IsEmpty || spans[^1].End <= from)
            {
                closed++;
                continue;
            }

            (closed, end) = (0, Instant.Max(end, spans[^1].End));
            if (left-- <= 0)
            {
                return end;
            }
        }

        return end + Duration.FromDays(left + 1);
    }

    /// <summary>The spans that end after an instant, in order and apart from each other; a night may last into the next day's hours.</summary>
    private static IEnumerable<OpenSpan> SpansFrom(BusinessCalendar calendar, Instant from)
    {
        var (date, until) = (LocalTimes.DateAt(from, calendar.TimeZone).PlusDays(-1), Instant.MinValue);
        for (var closed = 0; closed < PatienceDays; date = date.PlusDays(1))
        {
            var spans = calendar.SpansOf(date);
            closed = spans.IsEmpty ? closed + 1 : 0;
            foreach (var span in spans.Where(span => span.End > from && span.End > until))
            {
                yield return span with { Start = Instant.Max(span.Start, until) };
                until = span.End;
            }
        }
    }
}
