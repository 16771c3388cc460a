using System.Collections.Immutable;
using Gateway.Calendars;
using Gateway.References;
using NodaTime;

namespace Gateway.Routing;

/// <summary>Who is there at an instant, and who has the work otherwise. Each question has an answer at each instant. Pure.</summary>
internal static class CoveragePolicy
{
    public const string PractitionerOut = "practitioner-out";
    public const string NobodyCovers = "nobody-covers";
    public const string PoolClosed = "pool-closed";
    public const string Fallback = "fallback";

    /// <summary>Who has the work of a pool then.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="cannotWait">Somebody must be there: a closed pool that sends its messages nowhere does not do.</param>
    /// <param name="at">When.</param>
    /// <param name="rules">The policy.</param>
    public static Destination PoolAt(ResourceKey pool, bool cannotWait, Instant at, RoutingRules rules)
    {
        var applied = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<ResourceKey>();
        for (var next = pool; seen.Add(next);)
        {
            if (rules.CalendarOf(next).IsOpen(at))
            {
                return new Destination(next, null, applied.DrainToImmutable());
            }

            if (rules.Pools[next].WhileClosed is not { } covering)
            {
                return cannotWait
                    ? new Destination(rules.LastResort, null, [.. applied, PoolClosed, Fallback])
                    : new Destination(next, null, applied.DrainToImmutable());
            }

            applied.Add(PoolClosed);
            next = covering;
        }

        return new Destination(rules.LastResort, null, [.. applied, Fallback]);
    }

    /// <summary>Who has what is for a person then; the pool where nobody covers.</summary>
    public static Destination PersonAt(ResourceKey person, ResourceKey pool, Instant at, RoutingRules rules)
    {
        var applied = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<ResourceKey>();
        for (var next = (ResourceKey?)person; next is { } asked && seen.Add(asked);)
        {
            if (asked.Type is not ("Practitioner" or "PractitionerRole"))
            {
                var covering = PoolAt(asked, cannotWait: false, at, rules);
                return covering with { Rules = [.. applied, .. covering.Rules] };
            }

            if (!IsOut(asked, at, rules, out var cover))
            {
                return new Destination(pool, asked, applied.DrainToImmutable());
            }

            applied.Add(PractitionerOut);
            next = cover;
        }

        var left = PoolAt(pool, cannotWait: false, at, rules);
        return left with { Rules = [.. applied, NobodyCovers, .. left.Rules] };
    }

    private static bool IsOut(ResourceKey person, Instant at, RoutingRules rules, out ResourceKey? cover)
    {
        cover = null;
        if (rules.People.GetValueOrDefault(person) is not { } known || !rules.Calendars.TryGetValue(known.Calendar, out var calendar))
        {
            return false;
        }

        var today = LocalTimes.DateAt(at, calendar.TimeZone);
        var absence = known.Out.FirstOrDefault(absence => absence.From <= today && today <= absence.Until);
        cover = absence?.Cover ?? known.Cover;
        return absence is not null || calendar.SpansOf(today).IsEmpty;
    }
}
