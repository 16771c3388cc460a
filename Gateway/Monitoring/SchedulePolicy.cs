using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Calendars;
using Hl7.Fhir.Model;
using NodaTime;
using Instant = NodaTime.Instant;
using Duration = NodaTime.Duration;

namespace Gateway.Monitoring;

/// <summary>Reckons when something is due, by the clock on the wall of one place. Pure.</summary>
internal static class SchedulePolicy
{
    /// <summary>How many times something is asked for by one request at the most.</summary>
    public const int Most = 366;

    /// <summary>How far a schedule reaches at the most.</summary>
    public const int MostYears = 10;

    private const int DaysAWeek = 7;

    /// <summary>
    /// The due times, each later than the one before; one more than <see cref="Most"/> if there are too many. A time that the clock skips is the moment
    /// it jumps, one that it shows twice is the first of them. A month that has no such day has its last day instead.
    /// </summary>
    /// <param name="start">The first time, or the instant from which on they are.</param>
    /// <param name="zone">Whose clock it is.</param>
    /// <param name="repetition">How often; once, if there is none.</param>
    public static ImmutableArray<Instant> DueTimes(Instant start, DateTimeZone zone, Repetition? repetition)
    {
        if (repetition is null)
        {
            return [start];
        }

        var due = ImmutableArray.CreateBuilder<Instant>();
        foreach (var instant in Candidates(start, zone, repetition))
        {
            if (instant >= repetition.Until || due.Count == (repetition.Count ?? int.MaxValue) || due.Count > Most)
            {
                break;
            }

            if (instant >= start && (due.Count == 0 || instant > due[^1]))
            {
                due.Add(instant);
            }
        }

        return due.DrainToImmutable();
    }

    private static IEnumerable<Instant> Candidates(Instant start, DateTimeZone zone, Repetition repetition)
    {
        var begins = start.InZone(zone).LocalDateTime;
        var horizon = begins.Date.PlusYears(MostYears);
        if (repetition.Unit == Timing.UnitsOfTime.H)
        {
            var (step, last) = (Duration.FromHours(repetition.Period), horizon.AtStartOfDayInZone(zone).ToInstant());
            for (var instant = start; instant <= last; instant += step)
            {
                yield return instant;
            }

            yield break;
        }

        ImmutableArray<LocalTime> times = repetition.Times.IsEmpty ? [begins.TimeOfDay] : repetition.Times;
        for (var turn = 0; ; turn++)
        {
            foreach (var date in DatesOf(begins.Date, turn * repetition.Period, repetition))
            {
                if (date > horizon)
                {
                    yield break;
                }

                foreach (var time in times)
                {
                    yield return LocalTimes.First(date + time, zone);
                }
            }
        }
    }

    // Always from the beginning: what fell on the last day of a short month is back on the 31st in the next.
    private static IEnumerable<LocalDate> DatesOf(LocalDate first, int periods, Repetition repetition) => repetition.Unit switch
    {
        Timing.UnitsOfTime.D when repetition.Days.IsEmpty || repetition.Days.Contains(first.PlusDays(periods).DayOfWeek) => [first.PlusDays(periods)],
        Timing.UnitsOfTime.D => [],
        Timing.UnitsOfTime.Wk when repetition.Days.IsEmpty => [first.PlusWeeks(periods)],
        Timing.UnitsOfTime.Wk => Enumerable.Range(0, DaysAWeek)
            .Select(day => first.PlusDays(1 - (int)first.DayOfWeek).PlusWeeks(periods).PlusDays(day))
            .Where(date => repetition.Days.Contains(date.DayOfWeek)),
        Timing.UnitsOfTime.Mo => [first.PlusMonths(periods)],
        Timing.UnitsOfTime.A => [first.PlusYears(periods)],
        Timing.UnitsOfTime.H or Timing.UnitsOfTime.Min or Timing.UnitsOfTime.S => throw new UnreachableException(),
    };
}
