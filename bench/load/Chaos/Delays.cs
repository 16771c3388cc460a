using Load.Driving;
using Load.Replaying;
using Load.Reporting;

namespace Load.Chaos;

/// <summary>How long accepted messages took to the EHR, by what the run was like when they were accepted. Pure.</summary>
/// <param name="ByPeriod">All of them, but for the faulty charts while their faults lasted.</param>
/// <param name="OfFaultyCharts">Those.</param>
/// <param name="Healthy">Accepted in the first half of a period of chart faults, in a chart without one.</param>
/// <param name="HeldUp">Of these, filed only when the faults were mended.</param>
internal sealed record Delays(
    IReadOnlyDictionary<PeriodKind, LatencyHistogram> ByPeriod, LatencyHistogram OfFaultyCharts, int Healthy, int HeldUp)
{
    /// <summary>The share of healthy charts' messages that may, by chance, come after the faults are mended.</summary>
    private const double Chance = 0.02;

    /// <summary>In a run of seconds a single pause of the machine holds up everybody: of so few messages nothing is said.</summary>
    private const int FewestToTell = 60;

    /// <summary>Whether too few messages came from healthy charts to say whether these waited.</summary>
    public bool TooFewToTell => Healthy < FewestToTell;

    /// <summary>No chart waits behind another's fault.</summary>
    public bool AreFair => HeldUp <= Math.Max(1, Healthy * Chance);

    /// <param name="told">What clients were told.</param>
    /// <param name="filed">What the EHR has, with when by the clock of this machine.</param>
    /// <param name="begun">The start of the run by the same clock.</param>
    /// <param name="story">What the run went through.</param>
    /// <param name="charts">In the order in which the story numbers them.</param>
    public static Delays Of(
        IReadOnlyList<ToldMessage> told, IReadOnlyList<FiledMessage> filed, DateTimeOffset begun, Storyline story, IReadOnlyList<string> charts)
    {
        var filedAt = filed.Where(message => message.At is not null)
            .GroupBy(message => message.Id, StringComparer.Ordinal)
            .ToDictionary(copies => copies.Key, copies => copies.Min(copy => copy.At!.Value) - begun, StringComparer.Ordinal);
        var faulty = story.Blows.OfType<Blow.ChartsFail>()
            .ToDictionary(blow => blow.At, blow => blow.Modes.Keys.Select(place => charts[place]).ToHashSet(StringComparer.Ordinal));
        var byPeriod = Enum.GetValues<PeriodKind>().ToDictionary(kind => kind, _ => new LatencyHistogram());
        var ofFaulty = new LatencyHistogram();
        var (healthy, heldUp) = (0, 0);
        foreach (var (record, at) in told)
        {
            if (at == ToldMessage.BeforeTheStory || record.Outcome != Outcome.Accepted || record.Id is null || !filedAt.TryGetValue(record.Id, out var arrival))
            {
                continue;
            }

            var period = story.Periods.FirstOrDefault(period => period.Holds(at), new Period(PeriodKind.Recovery, at, TimeSpan.MaxValue));
            var took = arrival > at ? arrival - at : TimeSpan.Zero;
            if (period.Kind == PeriodKind.ChartFaults && faulty[period.From].Contains(record.Chart))
            {
                ofFaulty.Add(took);
                continue;
            }

            byPeriod[period.Kind].Add(took);
            if (period.Kind == PeriodKind.ChartFaults && at < period.Middle)
            {
                healthy++;
                heldUp += arrival >= period.To ? 1 : 0;
            }
        }

        return new Delays(byPeriod, ofFaulty, healthy, heldUp);
    }
}
