using System.Globalization;
using System.Text.Json.Nodes;

namespace SmartApp.Operations;

/// <summary>The figures of the measures that are shown, out of the gateway's report.</summary>
internal static class MeasuresView
{
    /// <summary>Below this share, a pool keeps its promises too seldom.</summary>
    public const double Promised = 0.8;

    /// <summary>What part one number is of another; none of nothing.</summary>
    public static double Share(double part, double whole) => whole > 0 ? part / whole : 0;

    /// <summary>Each with the name of its words; what is of too few has a dash.</summary>
    public static IEnumerable<(string Name, string Value)> Figures(JsonNode report) =>
    [
        ("messages", Number(report["messages"])),
        ("misdirected", Number(report["misdirectedPerThousand"])),
        ("precision", Share(report["precision"])),
        ("waiting", Number(report["waiting"]?["count"])),
        ("answered", Number(report["work"]?["answered"])),
        ("open", Number(report["work"]?["open"])),
        ("rerouted", Number(report["work"]?["reroutedPerThousand"])),
        ("alarms", $"{Pools(report).Sum(pool => pool.Alarms)}"),
    ];

    public static IEnumerable<PoolMeasures> Pools(JsonNode report) =>
        from pool in report["work"]?["groups"] as JsonArray ?? []
        where pool is not null
        select new PoolMeasures(
            (string?)pool["pool"], (string?)pool["policyVersion"], (int?)pool["received"] ?? 0, (double?)pool["withinPromiseShare"], (int?)pool["overdue"] ?? 0,
            ((int?)pool["unopenedAlarms"] ?? 0) + ((int?)pool["overdueAlarms"] ?? 0), (double?)pool["minutesToAnswer"]?["median"]);

    /// <summary>Whatever the reason, the most frequent first.</summary>
    public static IEnumerable<PoolReroutes> Reroutes(JsonNode report) =>
        from way in report["work"]?["reroutes"] as JsonArray ?? []
        where way is not null
        group (int?)way["count"] ?? 0 by ((string?)way["from"], (string?)way["to"]) into ways
        orderby ways.Sum() descending
        select new PoolReroutes(ways.Key.Item1, ways.Key.Item2, ways.Sum());

    private static string Number(JsonNode? value) => value is null ? "–" : ((double)value).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Share(JsonNode? value) => value is null ? "–" : ((double)value).ToString("P0", CultureInfo.InvariantCulture);
}
