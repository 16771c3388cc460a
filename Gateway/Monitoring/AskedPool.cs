using Gateway.References;
using Gateway.Routing;
using Hl7.Fhir.Model;
using NodaTime;
using Intent = Gateway.Triage.Intent;

namespace Gateway.Monitoring;

/// <summary>Whose work it is when a patient does not answer a request. Pure.</summary>
internal static class AskedPool
{
    /// <summary>The pool that asks, or in which whoever asks is; the pool for clinical questions where the policy knows of none.</summary>
    public static ResourceKey Of(CommunicationRequest request, RoutingRules rules)
    {
        foreach (var reference in new[] { request.Sender, request.Requester })
        {
            if (ResourceKey.TryParse(reference?.Reference, out var asks) && PoolOf(asks, rules) is { } pool)
            {
                return pool;
            }
        }

        return rules.ByIntent[Intent.Clinical];
    }

    /// <summary>Whose clock is on the wall there: the pool's, else that of all calendars if they have one in common.</summary>
    public static DateTimeZone? ZoneOf(ResourceKey pool, RoutingRules rules) =>
        rules.Pools.GetValueOrDefault(pool)?.Calendar is not null ? rules.CalendarOf(pool).TimeZone
        : rules.Calendars.Values.Select(calendar => calendar.TimeZone).Distinct().ToArray() is [var only] ? only
        : null;

    private static ResourceKey? PoolOf(ResourceKey asks, RoutingRules rules) => rules.Knows(asks)
        ? asks
        : rules.Pools.Where(pool => pool.Value.Members.Contains(asks)).Select(pool => (ResourceKey?)pool.Key).OrderBy(pool => pool!.Value.ToString(), StringComparer.Ordinal).FirstOrDefault();
}
