using System.Collections.Immutable;

namespace Month;

/// <summary>That somebody writes.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who.</param>
/// <param name="Kind">What.</param>
internal sealed record Arrival(DateTimeOffset At, Citizen Who, Kind Kind);

/// <summary>When patients write: by the hour and the day of the week, some much more than others, and sometimes several times in a row.</summary>
internal static class Arrivals
{
    private const double Again = 0.1;

    private static readonly double[] ByHour =
        [1, 0.6, 0.4, 0.3, 0.4, 0.8, 2, 4, 7, 9, 9.5, 8, 7, 7.5, 7.5, 7, 6.5, 6, 5.5, 5.5, 5.5, 4.5, 3, 1.8];

    // From Sunday.
    private static readonly double[] ByDay = [0.45, 1.25, 1.15, 1.1, 1.05, 1, 0.5];

    private static readonly (Kind Kind, double Weight)[] Kinds =
    [
        (Kind.Question, 22), (Kind.Symptom, 17), (Kind.Result, 9), (Kind.Refill, 20), (Kind.RefillAndSymptom, 3), (Kind.Appointment, 17), (Kind.Billing, 5),
        (Kind.Social, 1.5), (Kind.Technical, 1.5), (Kind.SameDay, 1), (Kind.Emergency, 0.5), (Kind.WrongChart, 2.5), (Kind.Stranger, 1),
    ];

    public static ImmutableArray<Arrival> Of(MonthPlan plan, Population population, Random random)
    {
        var busy = population.Citizens.Select((_, place) => 1 / Math.Pow(place + 1, 0.6)).ToArray();
        var arrivals = new List<Arrival>(plan.Messages);
        while (arrivals.Count < plan.Messages)
        {
            var who = arrivals.Count > 0 && random.NextDouble() < Again ? arrivals[^1].Who : population.Citizens[Pick(busy, random)];
            var at = arrivals.Count > 0 && who == arrivals[^1].Who ? arrivals[^1].At.AddMinutes(1 + (random.NextDouble() * 20)) : InstantIn(plan, random);
            var kind = Kinds[Pick(Kinds.Select(one => one.Weight), random)].Kind;
            if (at < plan.LastMessages)
            {
                arrivals.Add(new Arrival(at, who, kind is Kind.WrongChart && who.Child is null ? Kind.Question : kind));
            }
        }

        return [.. arrivals.OrderBy(arrival => arrival.At)];
    }

    private static DateTimeOffset InstantIn(MonthPlan plan, Random random)
    {
        while (true)
        {
            var at = MonthPlan.Start.AddSeconds(random.NextDouble() * plan.Days * 86_400);
            var local = MonthPlan.LocalOf(at);
            if (random.NextDouble() * ByHour.Max() * ByDay.Max() < ByHour[local.Hour] * ByDay[(int)local.DayOfWeek])
            {
                return at;
            }
        }
    }

    private static int Pick(IEnumerable<double> weights, Random random)
    {
        var all = weights as double[] ?? [.. weights];
        var left = random.NextDouble() * all.Sum();
        for (var place = 0; place < all.Length - 1; place++)
        {
            left -= all[place];
            if (left < 0)
            {
                return place;
            }
        }

        return all.Length - 1;
    }
}
