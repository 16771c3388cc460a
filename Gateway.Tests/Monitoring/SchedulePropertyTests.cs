using System.Collections.Immutable;
using CsCheck;
using Gateway.Monitoring;
using Hl7.Fhir.Model;
using NodaTime;
using Duration = NodaTime.Duration;
using Instant = NodaTime.Instant;

namespace Gateway.Tests.Monitoring;

/// <summary>Over any beginning in a year with both changes of the clocks, in zones that make it hard.</summary>
public sealed class SchedulePropertyTests
{
    private static readonly Gen<DateTimeZone> Zones = Gen.OneOf(
        [.. new[] { "America/Chicago", "Australia/Lord_Howe", "Africa/Cairo", "America/Havana", "Pacific/Auckland", "UTC" }.Select(name => Gen.Const(DateTimeZoneProviders.Tzdb[name]))]);

    private static readonly Gen<Instant> Starts = Gen.Int[0, 366 * 24 * 60].Select(minute => Instant.FromUtc(2027, 12, 1, 0, 0) + Duration.FromMinutes(minute));

    private static readonly Gen<Repetition> Repetitions = Gen.Select(
        Gen.Int[1, 40],
        Gen.OneOf([.. new[] { Timing.UnitsOfTime.H, Timing.UnitsOfTime.D, Timing.UnitsOfTime.Wk, Timing.UnitsOfTime.Mo }.Select(Gen.Const)]),
        Gen.Int[1, 40],
        Gen.Int[0, 24 * 60 - 1].Array[0, 4],
        Gen.Int[1, 7].Array[0, 3],
        (period, unit, count, minutes, days) => new Repetition(period, unit)
        {
            Count = count,
            Times = unit is Timing.UnitsOfTime.H ? [] : [.. minutes.Distinct().Order().Select(minute => LocalTime.Midnight.PlusMinutes(minute))],
            Days = unit is Timing.UnitsOfTime.Wk ? [.. days.Distinct().Select(day => (IsoDayOfWeek)day)] : [],
        });

    [Fact]
    public void Due_times_rise_from_the_beginning_on_and_are_no_more_than_were_ordered() =>
        Gen.Select(Zones, Starts, Repetitions).Sample((zone, start, repetition) =>
        {
            var due = SchedulePolicy.DueTimes(start, zone, repetition);
            return due.Length <= repetition.Count
                && due.All(instant => instant >= start)
                && due.Zip(due.Skip(1)).All(pair => pair.First < pair.Second)
                && (due.Length == repetition.Count || (due[^1] - start).TotalDays > 365 * 3);
        });

    [Fact]
    public void Each_is_asked_for_once_and_none_after_the_next_is() =>
        Gen.Select(Zones, Starts, Repetitions, Gen.Int[1, 400]).Sample((zone, start, repetition, hours) =>
        {
            var schedule = new Gateway.Monitoring.Schedule(SchedulePolicy.DueTimes(start, zone, repetition), Duration.FromHours(hours));
            var asked = ImmutableArray.CreateBuilder<Occurrence>();
            for (var next = schedule.NextAfter(null, start); next is { } occurrence; next = schedule.NextAfter(occurrence.Due, start))
            {
                asked.Add(occurrence);
            }

            return asked.Select(occurrence => occurrence.Due).SequenceEqual(schedule.DueTimes)
                && asked.All(occurrence => occurrence.Due < occurrence.RemindBy && occurrence.RemindBy < occurrence.DueBy && occurrence.DueBy <= occurrence.Passes)
                && asked.Zip(asked.Skip(1)).All(pair => pair.First.Passes == pair.Second.Due && pair.First.Number + 1 == pair.Second.Number);
        });
}
