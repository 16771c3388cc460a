using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace Gateway.Calendars;

/// <summary>When somebody is there, as data: the week, the holidays, and what is otherwise on single dates, by the clock of one place.</summary>
/// <param name="TimeZone">Whose clock it is, as <c>America/Chicago</c>.</param>
/// <param name="Week">The opening hours of each weekday; a day that is missing is closed.</param>
internal sealed record BusinessCalendar(DateTimeZone TimeZone, ImmutableDictionary<IsoDayOfWeek, ImmutableArray<OpeningHours>> Week)
{
    /// <summary>Open at any time: for those who have no calendar.</summary>
    public static readonly BusinessCalendar Always = new(
        DateTimeZone.Utc,
        Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).ToImmutableDictionary(day => day, _ => ImmutableArray.Create(OpeningHours.AllDay)));

    /// <summary>Closed then, whatever the weekday.</summary>
    public ImmutableArray<HolidayRule> Holidays { get; init; } = [];

    public ImmutableArray<DayException> Exceptions { get; init; } = [];

    /// <summary>What is wrong with it, by member; empty if nothing is.</summary>
    public ImmutableArray<(string Member, string Sentence)> Faults()
    {
        var faults = ImmutableArray.CreateBuilder<(string, string)>();
        if (Week.ContainsKey(IsoDayOfWeek.None))
        {
            faults.Add(("week", "None is not a weekday."));
        }

        if (Week.Values.All(hours => hours.IsDefaultOrEmpty))
        {
            faults.Add(("week", "A calendar that is never open promises nothing."));
        }

        faults.AddRange(Exceptions.GroupBy(exception => exception.Date).Where(dates => dates.Count() > 1)
            .Select(dates => ("exceptions", $"{LocalDatePattern.Iso.Format(dates.Key)} is there twice.")));
        return faults.DrainToImmutable();
    }

    public bool IsHoliday(LocalDate date) => Holidays.Any(holiday => holiday.IsOn(date));

    /// <summary>When one is open, of what begins on that date: merged, in order, none empty.</summary>
    public ImmutableArray<OpenSpan> SpansOf(LocalDate date)
    {
        var merged = ImmutableArray.CreateBuilder<OpenSpan>();
        foreach (var span in HoursOn(date).Select(hours => hours.On(date, TimeZone)).Where(span => span.Start < span.End).OrderBy(span => span.Start))
        {
            Merge(merged, span);
        }

        return merged.DrainToImmutable();
    }

    private ImmutableArray<OpeningHours> HoursOn(LocalDate date) =>
        Exceptions.FirstOrDefault(exception => exception.Date == date) is { } exception ? exception.Open
        : IsHoliday(date) ? []
        : Week.GetValueOrDefault(date.DayOfWeek, []);

    private static void Merge(ImmutableArray<OpenSpan>.Builder spans, OpenSpan next)
    {
        if (spans.Count > 0 && next.Start <= spans[^1].End)
        {
            spans[^1] = spans[^1] with { End = Instant.Max(spans[^1].End, next.End) };
            return;
        }

        spans.Add(next);
    }
}
