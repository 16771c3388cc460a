using System.Collections.Immutable;
using Gateway.Calendars;
using Gateway.References;
using NodaTime;

namespace Gateway.Rotas;

/// <summary>Who is on call when, by the clock of one place: covers outrank holidays, and holidays the week.</summary>
/// <param name="TimeZone">Whose clock it is, as <c>America/Chicago</c>.</param>
/// <param name="Shifts">The week; of shifts that overlap the first counts.</param>
internal sealed record Rota(DateTimeZone TimeZone, ImmutableArray<Shift> Shifts)
{
    /// <summary>Who is on call on holidays, from midnight to midnight.</summary>
    public ImmutableArray<HolidayDuty> Holidays { get; init; } = [];

    /// <summary>Who stands in for a time; the last one listed counts.</summary>
    public ImmutableArray<Cover> Cover { get; init; } = [];

    /// <summary>Who is on call when nobody else is. Without it the week must have no gap.</summary>
    public ResourceKey? Fallback { get; init; }
}

/// <summary>A span that comes again each week.</summary>
/// <param name="Days">The days on which it begins.</param>
/// <param name="Hours">As <c>17:00-08:00</c>.</param>
/// <param name="Who">The person, role or team.</param>
internal sealed record Shift(ImmutableArray<IsoDayOfWeek> Days, OpeningHours Hours, ResourceKey Who)
{
    /// <summary>Whether the clock on the wall shows a time of this shift.</summary>
    public bool IsAt(LocalDateTime local)
    {
        var (time, day) = (local.TimeOfDay, local.DayOfWeek);
        return Hours.EndsNextDay
            ? (Days.Contains(day) && time >= Hours.From) || (Days.Contains(local.Date.PlusDays(-1).DayOfWeek) && time < Hours.To)
            : Days.Contains(day) && time >= Hours.From && time < Hours.To;
    }
}

/// <summary>Who is on call on some holidays.</summary>
internal sealed record HolidayDuty(ImmutableArray<HolidayRule> On, ResourceKey Who);

/// <summary>Somebody stands in.</summary>
/// <param name="From">From then on.</param>
/// <param name="Until">Until then.</param>
/// <param name="Who">Who stands in.</param>
internal sealed record Cover(LocalDateTime From, LocalDateTime Until, ResourceKey Who)
{
    /// <summary>For whom; for whoever it would be, if nobody is named.</summary>
    public ResourceKey? For { get; init; }
}
