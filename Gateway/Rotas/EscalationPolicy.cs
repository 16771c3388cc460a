using System.Collections.Immutable;
using Gateway.References;
using NodaTime;

namespace Gateway.Rotas;

/// <summary>Decides who is told at which moment after an alert, and when next. Pure; it knows no end.</summary>
internal static class EscalationPolicy
{
    /// <summary>How far up the chain an alert has come that nobody has acknowledged for so long.</summary>
    public static int LevelAt(TimeSpan since, OnCallRules rules)
    {
        var level = 0;
        while (level + 1 < rules.Chain.Length && rules.Chain[level + 1].After <= since)
        {
            level++;
        }

        return level;
    }

    /// <summary>How long after the alert it is told again: at the next repeat, or when the next level is reached, whichever is first.</summary>
    public static TimeSpan NextAfter(TimeSpan since, OnCallRules rules)
    {
        var level = LevelAt(since, rules);
        if (level + 1 < rules.Chain.Length)
        {
            var (repeat, next) = (since + rules.Repeat, rules.Chain[level + 1].After);
            return repeat < next ? repeat : next;
        }

        // At the end of the chain it waits as long again as it has waited there, within bounds.
        var waited = since - rules.Chain[level].After;
        return since + (waited < rules.Repeat ? rules.Repeat : waited > rules.SlowestRepeat ? rules.SlowestRepeat : waited);
    }

    /// <summary>Everybody who is told now, each once, with the level that names them first.</summary>
    public static ImmutableArray<(int Level, ResourceKey Who)> ToldAt(Instant now, TimeSpan since, OnCallRules rules) =>
    [
        .. Enumerable.Range(0, LevelAt(since, rules) + 1)
            .Select(level => (Level: level, Who: RotaPolicy.OnCallAt(now, rules.Rotas[rules.Chain[level].Rota])))
            .Where(told => told.Who is not null)
            .Select(told => (told.Level, told.Who!.Value))
            .DistinctBy(told => told.Value),
    ];
}
