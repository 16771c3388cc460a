using Gateway.References;
using NodaTime;

namespace Gateway.Rotas;

/// <summary>Answers who is on call at an instant, by what the clock on the wall shows then: the hour that a clock skips nobody works, the one that it shows twice is worked twice. Pure.</summary>
internal static class RotaPolicy
{
    /// <summary>Who is on call; null where the rota has a gap, which validation takes no rota with.</summary>
    public static ResourceKey? OnCallAt(Instant instant, Rota rota)
    {
        var local = instant.InZone(rota.TimeZone).LocalDateTime;
        var planned = PlannedAt(local, rota) ?? rota.Fallback;
        foreach (var cover in rota.Cover.Reverse())
        {
            if (cover.From <= local && local < cover.Until && (cover.For is null || cover.For == planned))
            {
                return cover.Who;
            }
        }

        return planned;
    }

    private static ResourceKey? PlannedAt(LocalDateTime local, Rota rota)
    {
        foreach (var holiday in rota.Holidays)
        {
            if (holiday.On.Any(rule => rule.IsOn(local.Date)))
            {
                return holiday.Who;
            }
        }

        foreach (var shift in rota.Shifts)
        {
            if (shift.IsAt(local))
            {
                return shift.Who;
            }
        }

        return null;
    }
}
