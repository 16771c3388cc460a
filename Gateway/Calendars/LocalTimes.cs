using NodaTime;
using NodaTime.TimeZones;

namespace Gateway.Calendars;

/// <summary>What the clock on the wall says, as instants. A time that the clock skips is the moment it jumps; one that it shows twice is two moments.</summary>
internal static class LocalTimes
{
    private static readonly ZoneLocalMappingResolver Earlier =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private static readonly ZoneLocalMappingResolver Later =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>When the clock shows this for the first time: what opens or begins then does.</summary>
    public static Instant First(LocalDateTime local, DateTimeZone zone) => zone.ResolveLocal(local, Earlier).ToInstant();

    /// <summary>When the clock shows this for the last time: what closes or ends then does.</summary>
    public static Instant Last(LocalDateTime local, DateTimeZone zone) => zone.ResolveLocal(local, Later).ToInstant();

    /// <summary>The date on the wall.</summary>
    public static LocalDate DateAt(Instant instant, DateTimeZone zone) => instant.InZone(zone).Date;
}
