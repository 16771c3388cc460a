using System.Collections.Immutable;
using System.Globalization;
using Gateway.Resources;
using Hl7.Fhir.Model;
using NodaTime;
using NodaTime.Text;
using Instant = NodaTime.Instant;
using Period = Hl7.Fhir.Model.Period;

namespace Gateway.Monitoring;

/// <summary>Understands a FHIR Timing, or says what of it cannot be reckoned: nothing of it is guessed. Pure.</summary>
internal sealed class TimingReader(string path, Instant start, DateTimeZone zone)
{
    private const int LongestPeriod = 366;

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    private readonly ImmutableArray<Issue>.Builder issues = ImmutableArray.CreateBuilder<Issue>();

    /// <summary>The repetition, or what is wrong with it.</summary>
    /// <param name="timing">What is to be understood.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="start">When it begins.</param>
    /// <param name="zone">By whose clock.</param>
    /// <param name="until">When it is over, as something else says.</param>
    public static (Repetition? Repetition, ImmutableArray<Issue> Issues) Read(Timing timing, string path, Instant start, DateTimeZone zone, Instant? until) =>
        new TimingReader(path, start, zone).Read(timing, until);

    private (Repetition? Repetition, ImmutableArray<Issue> Issues) Read(Timing timing, Instant? until)
    {
        RefuseIf(timing.EventElement.Count > 0, "event", "Single times cannot be listed: say how often it repeats, or make a request for each.");
        RefuseIf(timing.Code is not null, "code", "A code does not say at what times: say it in repeat.");
        if (timing.Repeat is not { } repeat)
        {
            RefuseIf(true, "repeat", "How often is it? repeat is needed.");
            return (null, issues.DrainToImmutable());
        }

        RefuseNotReckoned(repeat);
        var (times, days) = (TimesIn(repeat), DaysIn(repeat));
        var (period, unit) = PeriodOf(repeat, days);
        CheckFrequency(repeat, times.Length, days.Length, unit);
        var end = EndOf(repeat, until);
        RefuseIf(repeat.Count is < 1 or > SchedulePolicy.Most, "repeat.count", "Once at least, and 366 times at most.");
        RefuseIf(repeat.Count is null && end is null && issues.Count == 0, "repeat", "Until when is it? A count, bounds or the end of the occurrence is needed.");
        var repetition = new Repetition(period, unit) { Count = repeat.Count, Until = end, Times = times, Days = days };
        return issues.Count > 0 ? (null, issues.DrainToImmutable()) : (repetition, []);
    }

    private void RefuseNotReckoned(Timing.RepeatComponent repeat)
    {
        RefuseIf(repeat.CountMax is not null, "repeat.countMax", "Say how often for certain: count alone.");
        RefuseIf(repeat.FrequencyMax is not null, "repeat.frequencyMax", "Say how often for certain: frequency alone.");
        RefuseIf(repeat.PeriodMax is not null, "repeat.periodMax", "Say how often for certain: period alone.");
        RefuseIf(repeat.Duration is not null || repeat.DurationMax is not null, "repeat.duration", "How long an answer may take is said by answerWithin.");
        RefuseIf(repeat.When.Any(), "repeat.when", "Events of the day have no time here: say it by timeOfDay.");
        RefuseIf(repeat.Offset is not null, "repeat.offset", "Events of the day have no time here: say it by timeOfDay.");
    }

    private ImmutableArray<LocalTime> TimesIn(Timing.RepeatComponent repeat)
    {
        var times = ImmutableArray.CreateBuilder<LocalTime>();
        foreach (var text in repeat.TimeOfDay)
        {
            if (text is not null && Time.Parse(text).TryGetValue(default, out var time))
            {
                times.Add(time);
            }
            else
            {
                RefuseIf(true, "repeat.timeOfDay", "A time of the day is given to the second, as 08:00:00.");
            }
        }

        RefuseIf(times.Distinct().Count() != times.Count, "repeat.timeOfDay", "A time of the day is there twice.");
        return [.. times.Order()];
    }

    private ImmutableArray<IsoDayOfWeek> DaysIn(Timing.RepeatComponent repeat)
    {
        ImmutableArray<IsoDayOfWeek> days = [.. repeat.DayOfWeek.OfType<DaysOfWeek>().Select(DayOf)];
        RefuseIf(days.Distinct().Count() != days.Length, "repeat.dayOfWeek", "A day of the week is there twice.");
        return days;
    }

    private (int Period, Timing.UnitsOfTime Unit) PeriodOf(Timing.RepeatComponent repeat, ImmutableArray<IsoDayOfWeek> days)
    {
        if (repeat is { Period: null, PeriodUnit: null } && !days.IsEmpty)
        {
            return (1, Timing.UnitsOfTime.Wk);
        }

        var unit = repeat.PeriodUnit ?? Timing.UnitsOfTime.D;
        RefuseIf(repeat.Period is null || repeat.PeriodUnit is null, "repeat.period", "How often is it? period and periodUnit are needed.");
        RefuseIf(unit is Timing.UnitsOfTime.S or Timing.UnitsOfTime.Min, "repeat.periodUnit", "Nobody is asked more often than by the hour.");
        RefuseIf(
            repeat.Period is { } period && (period != decimal.Truncate(period) || period is < 1 or > LongestPeriod),
            "repeat.period",
            "A whole number is needed, 366 at most.");
        RefuseIf(
            !days.IsEmpty && (unit is not (Timing.UnitsOfTime.Wk or Timing.UnitsOfTime.D) || (unit is Timing.UnitsOfTime.D && repeat.Period != 1)),
            "repeat.dayOfWeek",
            "Days of the week go with a period of weeks, or of one day.");
        RefuseIf(unit is Timing.UnitsOfTime.H && repeat.TimeOfDay.Any(), "repeat.timeOfDay", "Times of the day do not go with a period of hours.");
        return issues.Count > 0 ? (1, Timing.UnitsOfTime.D) : ((int)repeat.Period!, unit);
    }

    // FHIR has one as the frequency that is not said: what the times and days say must agree with it.
    private void CheckFrequency(Timing.RepeatComponent repeat, int times, int days, Timing.UnitsOfTime unit)
    {
        var said = Math.Max(1, times) * (unit is Timing.UnitsOfTime.Wk ? Math.Max(1, days) : 1);
        var isFree = repeat is { Frequency: null, Period: null };
        RefuseIf(
            !isFree && (repeat.Frequency ?? 1) != said,
            "repeat.frequency",
            "It must be as many as the times of the day and the days of the week come to in one period.");
    }

    private Instant? EndOf(Timing.RepeatComponent repeat, Instant? until)
    {
        switch (repeat.Bounds)
        {
            case null:
                return until;
            case Period period:
                RefuseIf(
                    period.StartElement is not null && (LocalInstants.StartOf(period.StartElement, zone) is not { } begins || begins != start),
                    "repeat.bounds",
                    "It begins with the occurrence of the request: leave the start out, or say the same.");
                return Earlier(LocalInstants.EndOf(period.EndElement, zone), until);
            case Hl7.Fhir.Model.Duration duration:
                var end = Spans.Add(start, zone, duration);
                RefuseIf(end is null, "repeat.bounds", "A whole number of hours, days, weeks, months or years is needed, as UCUM's h, d, wk, mo, a.");
                return Earlier(end, until);
            default:
                RefuseIf(true, "repeat.bounds", "Say until when for certain: a period or a duration.");
                return until;
        }
    }

    private static Instant? Earlier(Instant? one, Instant? other) => one is { } a && other is { } b ? Instant.Min(a, b) : one ?? other;

    private void RefuseIf(bool isWrong, string element, string sentence)
    {
        if (isWrong)
        {
            issues.Add(new Issue(OperationOutcome.IssueType.NotSupported, sentence, string.Create(CultureInfo.InvariantCulture, $"{path}.{element}")));
        }
    }

    private static IsoDayOfWeek DayOf(DaysOfWeek day) => day switch
    {
        DaysOfWeek.Mon => IsoDayOfWeek.Monday,
        DaysOfWeek.Tue => IsoDayOfWeek.Tuesday,
        DaysOfWeek.Wed => IsoDayOfWeek.Wednesday,
        DaysOfWeek.Thu => IsoDayOfWeek.Thursday,
        DaysOfWeek.Fri => IsoDayOfWeek.Friday,
        DaysOfWeek.Sat => IsoDayOfWeek.Saturday,
        DaysOfWeek.Sun => IsoDayOfWeek.Sunday,
    };
}
