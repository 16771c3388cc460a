using System.Collections.Immutable;
using Hl7.Fhir.Model;
using NodaTime;
using Instant = NodaTime.Instant;

namespace Gateway.Monitoring;

/// <summary>How often something is asked for, as far as it can be reckoned: a FHIR Timing, understood.</summary>
/// <param name="Period">From one time to the next, in units.</param>
/// <param name="Unit">Hours, days, weeks, months or years.</param>
internal sealed record Repetition(int Period, Timing.UnitsOfTime Unit)
{
    /// <summary>How many times; without it until <see cref="Until"/>.</summary>
    public int? Count { get; init; }

    /// <summary>When it is over: that instant is not in it.</summary>
    public Instant? Until { get; init; }

    /// <summary>At which times of the day, in their order; the time of the beginning where there are none.</summary>
    public ImmutableArray<LocalTime> Times { get; init; } = [];

    /// <summary>On which days of the week; the day of the beginning where there are none.</summary>
    public ImmutableArray<IsoDayOfWeek> Days { get; init; } = [];
}
