using Fhir.Profiles;
using Gateway.Monitoring;
using Hl7.Fhir.Model;
using NodaTime;
using static Gateway.Tests.Monitoring.ARequestOnSchedule;
using Instant = NodaTime.Instant;
using Period = Hl7.Fhir.Model.Period;

namespace Gateway.Tests.Monitoring;

public sealed class ScheduleReaderTests
{
    private const string Repeat = "CommunicationRequest.extension[0].extension[0].value.repeat";

    [Fact]
    public void Weekly_for_four_weeks_stays_at_eight_when_the_clocks_go_back() => Assert.Equal(
        ["Mon 2026-10-26 08:00 -05", "Mon 2026-11-02 08:00 -06", "Mon 2026-11-09 08:00 -06", "Mon 2026-11-16 08:00 -06"],
        DueTimesOf(Of(Weekly())));

    [Fact]
    public void A_time_that_the_clock_skips_is_the_moment_it_jumps_and_one_that_it_shows_twice_the_first()
    {
        Assert.Equal(
            ["Sat 2026-03-07 02:30 -06", "Sun 2026-03-08 03:00 -05", "Mon 2026-03-09 02:30 -05"],
            DueTimesOf(Of(new() { Count = 3, Period = 1, PeriodUnit = Timing.UnitsOfTime.D }, "2026-03-07T02:30:00-06:00")));
        Assert.Equal(
            ["Sun 2026-11-01 01:30 -05", "Mon 2026-11-02 01:30 -06"],
            DueTimesOf(Of(new() { Count = 2, Period = 1, PeriodUnit = Timing.UnitsOfTime.D }, "2026-11-01T01:30:00-05:00")));
    }

    [Fact]
    public void A_month_without_such_a_day_has_its_last_one_and_the_next_has_it_again()
    {
        Assert.Equal(
            ["Sun 2027-01-31 09:00 -06", "Sun 2027-02-28 09:00 -06", "Wed 2027-03-31 09:00 -05"],
            DueTimesOf(Of(new() { Count = 3, Period = 1, PeriodUnit = Timing.UnitsOfTime.Mo }, "2027-01-31T09:00:00-06:00")));
        Assert.Equal(
            ["Tue 2028-02-29 09:00 -06", "Wed 2029-02-28 09:00 -06"],
            DueTimesOf(Of(new() { Count = 2, Period = 1, PeriodUnit = Timing.UnitsOfTime.A }, "2028-02-29T09:00:00-06:00")));
    }

    [Fact]
    public void Times_of_the_day_and_days_of_the_week_begin_with_the_occurrence()
    {
        Assert.Equal(
            ["Mon 2026-11-02 20:00 -06", "Tue 2026-11-03 08:00 -06", "Tue 2026-11-03 20:00 -06"],
            DueTimesOf(Of(
                new() { Count = 3, Frequency = 2, Period = 1, PeriodUnit = Timing.UnitsOfTime.D, TimeOfDay = ["20:00:00", "08:00:00"] }, "2026-11-02T12:00:00-06:00")));
        Assert.Equal(
            ["Thu 2026-11-05 08:00 -06", "Mon 2026-11-09 08:00 -06", "Thu 2026-11-12 08:00 -06"],
            DueTimesOf(Of(new() { Count = 3, DayOfWeek = [DaysOfWeek.Thu, DaysOfWeek.Mon] }, "2026-11-04T08:00:00-06:00")));
        Assert.Equal(
            ["Fri 2026-11-06 08:00 -06", "Fri 2026-11-20 08:00 -06"],
            DueTimesOf(Of(new() { Count = 2, Period = 2, PeriodUnit = Timing.UnitsOfTime.Wk, DayOfWeek = [DaysOfWeek.Fri] }, "2026-11-04T08:00:00-06:00")));
        Assert.Equal(
            ["Fri 2026-11-06 08:00 -06", "Mon 2026-11-09 08:00 -06"],
            DueTimesOf(Of(new() { Count = 2, Period = 1, PeriodUnit = Timing.UnitsOfTime.D, DayOfWeek = [DaysOfWeek.Mon, DaysOfWeek.Fri] }, "2026-11-04T08:00:00-06:00")));
    }

    [Fact]
    public void Bounds_end_it_a_duration_before_and_a_last_day_with_it()
    {
        Assert.Equal(4, DueTimesOf(Of(Bound(Span(4, "wk")))).Length);
        Assert.Equal(5, DueTimesOf(Of(Bound(new Period { End = "2026-11-23" }))).Length);
        Assert.Equal(5, DueTimesOf(Of(Bound(new Period { End = "2026-11-23T08:00:00-06:00" }))).Length);
        var until = Of(Bound(null));
        until.Occurrence = new Period { Start = "2026-10-26T08:00:00-05:00", End = "2026-11-08" };
        Assert.Equal(2, DueTimesOf(until).Length);

        static Timing.RepeatComponent Bound(DataType? bounds) => new() { Bounds = bounds, Period = 1, PeriodUnit = Timing.UnitsOfTime.Wk };
    }

    [Fact]
    public void By_the_hour_is_by_the_hour_whatever_the_clocks_do() => Assert.Equal(
        ["Sat 2026-10-31 20:00 -05", "Sun 2026-11-01 07:00 -06"],
        DueTimesOf(Of(new() { Count = 2, Period = 12, PeriodUnit = Timing.UnitsOfTime.H }, "2026-10-31T20:00:00-05:00")));

    [Fact]
    public void One_time_needs_no_schedule_and_in_a_period_may_be_answered_until_its_end()
    {
        var once = Of(null);
        Assert.True(ScheduleReader.IsKept(once));
        Assert.Equal(["Mon 2026-10-26 08:00 -05"], DueTimesOf(once));

        once.Occurrence = new Period { Start = "2026-10-26T08:00:00-05:00", End = "2026-10-30" };
        var occurrence = ScheduleReader.Read(once, Zone).Schedule!.NextAfter(null, Instant.MinValue)!.Value;
        Assert.Equal((new LocalDate(2026, 10, 31), 1), (occurrence.DueBy.InZone(Zone).Date, occurrence.Number));
    }

    [Fact]
    public void A_request_to_the_clinic_or_without_a_time_is_not_kept()
    {
        var toClinic = Of(null);
        toClinic.Recipient = [new ResourceReference("Practitioner/dr-lee")];
        var timeless = Of(null);
        timeless.Occurrence = null;

        Assert.False(ScheduleReader.IsKept(toClinic));
        Assert.False(ScheduleReader.IsKept(timeless));
    }

    [Fact]
    public void An_answer_is_due_before_the_next_one_and_passes_with_it()
    {
        var schedule = ScheduleReader.Read(Of(Weekly(2), within: Span(9, "d")), Zone).Schedule!;

        var first = schedule.NextAfter(null, Instant.MinValue)!.Value;
        var second = schedule.NextAfter(first.Due, Instant.MinValue)!.Value;

        Assert.Equal((1, second.Due, second.Due), (first.Number, first.DueBy, first.Passes));
        Assert.Equal((2, NodaTime.Duration.FromDays(9), NodaTime.Duration.FromDays(18)), (second.Number, second.DueBy - second.Due, second.Passes - second.Due));
        Assert.Equal(NodaTime.Duration.FromHours(9 * 24 * 3 / 4.0), second.RemindBy - second.Due);
        Assert.Null(schedule.NextAfter(second.Due, Instant.MinValue));
        Assert.Equal(2, schedule.NextAfter(null, first.DueBy)!.Value.Number);
    }

    [Theory]
    [InlineData("no period", $"{Repeat}.period")]
    [InlineData("by the minute", $"{Repeat}.periodUnit")]
    [InlineData("half a week", $"{Repeat}.period")]
    [InlineData("no end", Repeat)]
    [InlineData("too many", Repeat)]
    [InlineData("too long", Repeat)]
    [InlineData("count of none", $"{Repeat}.count")]
    [InlineData("perhaps more", $"{Repeat}.countMax")]
    [InlineData("twice a day at one time", $"{Repeat}.frequency")]
    [InlineData("twice at no time", $"{Repeat}.frequency")]
    [InlineData("once on two days", $"{Repeat}.frequency")]
    [InlineData("in the morning", $"{Repeat}.when")]
    [InlineData("for half an hour", $"{Repeat}.duration")]
    [InlineData("a range of bounds", $"{Repeat}.bounds")]
    [InlineData("another start", $"{Repeat}.bounds")]
    [InlineData("over before it begins", Repeat)]
    [InlineData("days of a month", $"{Repeat}.dayOfWeek")]
    [InlineData("one time twice", $"{Repeat}.timeOfDay")]
    public void What_cannot_be_reckoned_is_refused_with_its_place(string what, string expression) =>
        Assert.Equal(expression, DueTimesOf(Of(Cases[what]))[0]);

    [Fact]
    public void A_beginning_a_clock_and_a_span_must_be_certain()
    {
        Assert.Equal(["CommunicationRequest.occurrence"], DueTimesOf(Of(Weekly(), "2026-10-26")));
        Assert.Equal(["CommunicationRequest.extension[0].extension[1]"], DueTimesOf(Of(Weekly(), within: Span(1, "mo"))));
        var nowhere = Of(Weekly());
        nowhere.Extension[0].AddExtension("timeZone", new Code("Mars/Olympus"));
        Assert.Equal(["CommunicationRequest.extension[0].extension[1]"], DueTimesOf(nowhere));
        Assert.Equal("CommunicationRequest.extension[0]", Assert.Single(ScheduleReader.Read(Of(Weekly()), null).Issues).Expression);
        Assert.Null(ScheduleReader.Read(Of(null), null).Schedule!.NextAfter(Instant.MaxValue, Instant.MinValue));
    }

    [Fact]
    public void The_clock_that_the_request_names_counts()
    {
        var request = Of(Weekly(2), "2026-10-24T08:00:00+02:00");
        request.Extension[0].AddExtension("timeZone", new Code("Europe/Berlin"));

        Assert.Equal(["Sat 2026-10-24 08:00 +02", "Sat 2026-10-31 08:00 +01"], DueTimesOf(request));
    }

    [Fact]
    public void A_course_is_read_as_it_was_written()
    {
        var request = Of(Weekly());
        var course = new RequestCourse(Zone, Instant.FromUtc(2026, 10, 20, 1, 2, 3)) { Last = Instant.FromUtc(2026, 10, 26, 13, 0), Next = Instant.FromUtc(2026, 11, 2, 14, 0) };

        course.PutInto(request);
        course.PutInto(request);

        Assert.Equal(course, RequestCourse.Of(request));
        Assert.Single(request.Extension, extension => extension.Url == Canonicals.RequestCourse);
    }

    private static readonly Dictionary<string, Timing.RepeatComponent> Cases = new()
    {
        ["no period"] = new() { Count = 3 },
        ["by the minute"] = new() { Count = 3, Period = 30, PeriodUnit = Timing.UnitsOfTime.Min },
        ["half a week"] = new() { Count = 3, Period = 0.5m, PeriodUnit = Timing.UnitsOfTime.Wk },
        ["no end"] = new() { Period = 1, PeriodUnit = Timing.UnitsOfTime.Wk },
        ["too many"] = new() { Bounds = Span(2, "a"), Period = 1, PeriodUnit = Timing.UnitsOfTime.D },
        ["too long"] = new() { Count = 40, Period = 1, PeriodUnit = Timing.UnitsOfTime.A },
        ["count of none"] = new() { Count = 0, Period = 1, PeriodUnit = Timing.UnitsOfTime.Wk },
        ["perhaps more"] = new() { Count = 3, CountMax = 5, Period = 1, PeriodUnit = Timing.UnitsOfTime.Wk },
        ["twice a day at one time"] = new() { Count = 3, Frequency = 2, Period = 1, PeriodUnit = Timing.UnitsOfTime.D, TimeOfDay = ["08:00:00"] },
        ["twice at no time"] = new() { Count = 3, Frequency = 2, Period = 1, PeriodUnit = Timing.UnitsOfTime.D },
        ["once on two days"] = new() { Count = 3, Period = 1, PeriodUnit = Timing.UnitsOfTime.Wk, DayOfWeek = [DaysOfWeek.Mon, DaysOfWeek.Fri] },
        ["in the morning"] = new() { Count = 3, Period = 1, PeriodUnit = Timing.UnitsOfTime.D, When = [Timing.EventTiming.MORN] },
        ["for half an hour"] = new() { Count = 3, Duration = 30, DurationUnit = Timing.UnitsOfTime.Min, Period = 1, PeriodUnit = Timing.UnitsOfTime.D },
        ["a range of bounds"] = new() { Bounds = new Hl7.Fhir.Model.Range(), Period = 1, PeriodUnit = Timing.UnitsOfTime.Wk },
        ["another start"] = new() { Bounds = new Period { Start = "2026-10-27", End = "2026-12-01" }, Period = 1, PeriodUnit = Timing.UnitsOfTime.Wk },
        ["over before it begins"] = new() { Bounds = new Period { End = "2026-10-01" }, Period = 1, PeriodUnit = Timing.UnitsOfTime.Wk },
        ["days of a month"] = new() { Count = 3, Period = 1, PeriodUnit = Timing.UnitsOfTime.Mo, DayOfWeek = [DaysOfWeek.Mon] },
        ["one time twice"] = new() { Count = 3, Frequency = 2, Period = 1, PeriodUnit = Timing.UnitsOfTime.D, TimeOfDay = ["08:00:00", "08:00:00"] },
    };
}
