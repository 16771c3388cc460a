using System.Collections.Immutable;
using CsCheck;
using Gateway.Calendars;
using NodaTime;

namespace Gateway.Tests.Calendars;

/// <summary>Over any instant of a year with both changes of the clocks, in zones that make it hard: half an hour, at midnight, none.</summary>
public sealed class BusinessTimePropertyTests
{
    private const int MinutesOfYear = 366 * 24 * 60;

    private static readonly Instant NewYear = Instant.FromUtc(2026, 1, 1, 0, 0);

    private static readonly Gen<string> Zones = Gen.OneOf(
        [.. new[] { "America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo", "America/Havana", "Pacific/Auckland" }.Select(Gen.Const)]);

    private static readonly Gen<Instant> Instants = Gen.Int[0, MinutesOfYear].Select(minute => NewYear + Duration.FromMinutes(minute));

    private static readonly Gen<ImmutableArray<OpeningHours>> Hours = Gen
        .Select(Gen.Int[0, 47], Gen.Int[0, 48])
        .Array[0, 3]
        .Select(halves => halves.Select(half => $"{Time(half.Item1)}-{Time(half.Item2)}").ToArray())
        .Select(ACalendar.Hours);

    private static readonly Gen<BusinessCalendar> Calendars = Gen
        .Select(Zones, Hours.Array[7], Gen.Int[0, 366].Array[0, 5], Gen.Select(Gen.Int[0, 366], Hours).Array[0, 3])
        .Select((zone, week, holidays, exceptions) => new BusinessCalendar(
            ACalendar.Zone(zone), week.Select((hours, day) => ((IsoDayOfWeek)(day + 1), hours)).ToImmutableDictionary(day => day.Item1, day => day.hours))
        {
            Holidays = [.. holidays.Select(day => new HolidayRule.Once(new LocalDate(2026, 1, 1).PlusDays(day)))],
            Exceptions = [.. exceptions.DistinctBy(day => day.Item1).Select(day => new DayException(new LocalDate(2026, 1, 1).PlusDays(day.Item1), day.Item2))],
        })
        .Where(calendar => calendar.Faults().IsEmpty);

    [Fact]
    public void As_much_business_time_passes_as_was_added()
    {
        Gen.Select(Calendars, Instants, Gen.Int[1, 6000]).Sample((calendar, from, minutes) =>
        {
            var added = Duration.FromMinutes(minutes);
            var reached = calendar.Add(from, added);
            return reached > from
                && calendar.Between(from, reached) == added
                && calendar.IsOpen(reached - Duration.Epsilon);
        }, iter: 400);
    }

    [Fact]
    public void Adding_twice_is_adding_the_sum_and_never_goes_back()
    {
        Gen.Select(Calendars, Instants, Gen.Int[0, 3000], Gen.Int[0, 3000]).Sample((calendar, from, first, second) =>
        {
            var once = calendar.Add(from, Duration.FromMinutes(first));
            return once >= from && calendar.Add(once, Duration.FromMinutes(second)) == calendar.Add(from, Duration.FromMinutes(first + second));
        }, iter: 300);
    }

    [Fact]
    public void Open_means_that_the_clock_on_the_wall_says_so()
    {
        Gen.Select(Calendars, Instants).Sample((calendar, at) =>
        {
            var local = at.InZone(calendar.TimeZone).LocalDateTime;
            var isPlain = calendar.TimeZone.GetZoneInterval(at - Duration.FromDays(2)) == calendar.TimeZone.GetZoneInterval(at + Duration.FromDays(2));
            return !isPlain || calendar.IsOpen(at) == IsOpenByTheWall(calendar, local);
        }, iter: 2000);
    }

    [Fact]
    public void The_next_opening_is_open_and_nothing_before_it_is()
    {
        Gen.Select(Calendars, Instants).Sample((calendar, at) =>
        {
            var opening = calendar.NextOpen(at);
            return opening >= at && calendar.IsOpen(opening) && calendar.Between(at, opening) == Duration.Zero;
        }, iter: 400);
    }

    [Fact]
    public void A_business_day_ends_when_nobody_is_there_any_more_that_began_on_it()
    {
        Gen.Select(Calendars, Instants, Gen.Int[0, 5]).Sample((calendar, from, days) =>
        {
            var (end, later) = (calendar.EndOfDay(from, days), calendar.EndOfDay(from, days + 1));
            return end > from && later >= end && calendar.IsOpen(end - Duration.Epsilon) && calendar.Between(from, end) > Duration.Zero;
        }, iter: 400);
    }

    [Fact]
    public void The_hours_of_a_year_add_up_over_the_changes_of_the_clocks()
    {
        // All day, every day: a year of 365 days is 8760 hours, whatever the clocks do meanwhile.
        var calendar = ACalendar.Daily("America/Chicago", "00:00-24:00");
        var from = ACalendar.At("2026-01-01 00:00", "America/Chicago");

        Assert.Equal(Duration.FromHours(8760), calendar.Between(from, ACalendar.At("2027-01-01 00:00", "America/Chicago")));
        Assert.All(Enumerable.Range(0, 8760), hour => Assert.True(calendar.IsOpen(from + Duration.FromHours(hour))));
    }

    private static bool IsOpenByTheWall(BusinessCalendar calendar, LocalDateTime local) =>
        HoursOn(calendar, local.Date).Any(hours => hours.From <= local.TimeOfDay && (hours.EndsNextDay || local.TimeOfDay < hours.To))
        || HoursOn(calendar, local.Date.PlusDays(-1)).Any(hours => hours.EndsNextDay && local.TimeOfDay < hours.To);

    private static ImmutableArray<OpeningHours> HoursOn(BusinessCalendar calendar, LocalDate date) =>
        calendar.Exceptions.FirstOrDefault(exception => exception.Date == date) is { } exception ? exception.Open
        : calendar.IsHoliday(date) ? []
        : calendar.Week[date.DayOfWeek];

    private static string Time(int halfHours) => $"{halfHours / 2:00}:{halfHours % 2 * 30:00}";
}
