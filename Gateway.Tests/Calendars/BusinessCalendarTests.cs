using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Gateway.Tests.Calendars;

public sealed class BusinessCalendarTests
{
    private const string Chicago = "America/Chicago";

    [Theory]
    // Chicago's clock jumps from 02:00 to 03:00 on 8 March 2026, and shows 01:00 to 02:00 twice on 1 November.
    [InlineData("2026-03-08 02:30", "2026-03-08 03:00 -05", "2026-03-08 03:00 -05")]
    [InlineData("2026-11-01 01:30", "2026-11-01 01:30 -05", "2026-11-01 01:30 -06")]
    [InlineData("2026-07-01 08:00", "2026-07-01 08:00 -05", "2026-07-01 08:00 -05")]
    public void A_time_that_the_clock_skips_or_shows_twice_is_defined(string local, string first, string last)
    {
        var time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(local).Value;

        Assert.Equal(first, ACalendar.Shown(LocalTimes.First(time, ACalendar.Zone(Chicago)), Chicago));
        Assert.Equal(last, ACalendar.Shown(LocalTimes.Last(time, ACalendar.Zone(Chicago)), Chicago));
    }

    [Theory]
    [InlineData("2026-06-05 16:00", 24, "2026-06-09 16:00 -05")] // Friday, with 12 hours a day
    [InlineData("2026-06-05 23:00", 1, "2026-06-08 08:00 -05")]
    [InlineData("2026-06-06 11:00", 12, "2026-06-08 19:00 -05")]
    [InlineData("2026-06-06 11:00", 0, "2026-06-06 11:00 -05")]
    [InlineData("2026-03-06 18:00", 2, "2026-03-09 08:00 -05")] // over the change of the clocks
    public void Business_hours_pass_while_it_is_open(string from, int hours, string reached)
    {
        var calendar = ACalendar.Weekdays(Chicago, "07:00-19:00");

        Assert.Equal(reached, ACalendar.Shown(calendar.Add(ACalendar.At(from, Chicago), Duration.FromHours(hours)), Chicago));
    }

    [Theory]
    [InlineData("2026-06-05 16:00", 0, "2026-06-05 17:00 -05")]
    [InlineData("2026-06-05 17:00", 0, "2026-06-08 17:00 -05")]
    [InlineData("2026-06-05 16:00", 1, "2026-06-08 17:00 -05")]
    [InlineData("2026-06-06 09:00", 1, "2026-06-09 17:00 -05")]
    [InlineData("2026-12-24 09:00", 1, "2026-12-28 17:00 -06")] // Christmas is a Friday
    public void The_end_of_the_next_business_day_skips_weekends_and_holidays(string from, int days, string end)
    {
        var calendar = ACalendar.Weekdays(Chicago, "08:00-12:00", "13:00-17:00") with { Holidays = [HolidayRule.Parse("12-25")!] };

        Assert.Equal(end, ACalendar.Shown(calendar.EndOfDay(ACalendar.At(from, Chicago), days), Chicago));
    }

    [Theory]
    [InlineData("2026-11-26", true)]  // Thanksgiving, the fourth Thursday
    [InlineData("2026-11-19", false)]
    [InlineData("2026-05-25", true)]  // Memorial Day, the last Monday
    [InlineData("2026-05-18", false)]
    [InlineData("2027-12-25", true)]
    [InlineData("2026-08-14", true)]
    [InlineData("2027-08-14", false)]
    public void Holidays_are_dates_days_of_the_year_or_weekdays_of_a_month(string date, bool isHoliday)
    {
        var calendar = ACalendar.Daily(Chicago, "08:00-17:00") with
        {
            Holidays = [HolidayRule.Parse("11-4-thursday")!, HolidayRule.Parse("05-last-monday")!, HolidayRule.Parse("12-25")!, HolidayRule.Parse("2026-08-14")!],
        };
        var day = LocalDatePattern.Iso.Parse(date).Value;

        Assert.Equal(isHoliday, calendar.IsHoliday(day));
        Assert.Equal(isHoliday, calendar.SpansOf(day).IsEmpty);
    }

    [Fact]
    public void An_exception_outranks_the_holiday_and_the_week()
    {
        var (christmas, monday) = (new LocalDate(2026, 12, 25), new LocalDate(2026, 6, 8));
        var calendar = ACalendar.Weekdays(Chicago, "08:00-17:00") with
        {
            Holidays = [HolidayRule.Parse("12-25")!],
            Exceptions = [new DayException(christmas, ACalendar.Hours("09:00-12:00")), new DayException(monday, [])],
        };

        Assert.True(calendar.IsOpen(ACalendar.At("2026-12-25 11:59", Chicago)));
        Assert.False(calendar.IsOpen(ACalendar.At("2026-12-25 12:00", Chicago)));
        Assert.False(calendar.IsOpen(ACalendar.At("2026-06-08 10:00", Chicago)));
    }

    [Fact]
    public void A_night_belongs_to_the_day_on_which_it_begins()
    {
        var calendar = ACalendar.Weekdays(Chicago, "22:00-06:00");

        Assert.True(calendar.IsOpen(ACalendar.At("2026-06-06 05:59", Chicago))); // Saturday morning, Friday's night
        Assert.False(calendar.IsOpen(ACalendar.At("2026-06-06 23:00", Chicago)));
        Assert.Equal("2026-06-06 06:00 -05", ACalendar.Shown(calendar.EndOfDay(ACalendar.At("2026-06-06 01:00", Chicago), 0), Chicago));
    }

    [Fact]
    public void A_calendar_reads_and_writes_as_json()
    {
        const string Document =
            """
            {"timeZone":"Europe/Berlin","week":{"monday":["08:00-12:00","13:00-24:00"]},
             "holidays":["12-25","2026-08-14","11-4-thursday","05-last-monday"],"exceptions":[{"date":"2026-12-24","open":["22:00-06:00"]}]}
            """;

        var calendar = JsonSerializer.Deserialize<BusinessCalendar>(Document, ACalendar.Json)!;

        Assert.Empty(calendar.Faults());
        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(Document)), JsonSerializer.Serialize(calendar, ACalendar.Json));
    }

    [Theory]
    [InlineData("""{"timeZone":"Mars/Olympus","week":{}}""", "$.timeZone")]
    [InlineData("""{"timeZone":"UTC","week":{"monday":["8-17"]}}""", "$.week.monday[0]")]
    [InlineData("""{"timeZone":"UTC","week":{"monday":["08:00-25:00"]}}""", "$.week.monday[0]")]
    [InlineData("""{"timeZone":"UTC","week":{},"holidays":["13-01"]}""", "$.holidays[0]")]
    [InlineData("""{"timeZone":"UTC","week":{},"holidays":["02-30"]}""", "$.holidays[0]")]
    [InlineData("""{"timeZone":"UTC","week":{},"exceptions":[{"date":"2026-02-30","open":[]}]}""", "$.exceptions[0].date")]
    public void What_is_no_calendar_is_refused_with_its_place(string document, string path) =>
        Assert.Equal(path, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BusinessCalendar>(document, ACalendar.Json)).Path);

    [Fact]
    public void A_calendar_that_is_never_open_has_a_fault_and_still_answers()
    {
        var never = new BusinessCalendar(DateTimeZone.Utc, ImmutableDictionary<IsoDayOfWeek, ImmutableArray<OpeningHours>>.Empty);
        var now = Instant.FromUtc(2026, 6, 5, 12, 0);

        Assert.NotEmpty(never.Faults());
        Assert.False(never.IsOpen(now));
        Assert.Equal(now, never.NextOpen(now));
        Assert.Equal(now + Duration.FromHours(5), never.Add(now, Duration.FromHours(5)));
        Assert.Equal(now + Duration.FromDays(2), never.EndOfDay(now, 1));
    }
}
