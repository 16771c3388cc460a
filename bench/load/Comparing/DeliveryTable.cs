using System.Globalization;
using Load.Reporting;

namespace Load.Comparing;

/// <summary>Writes what delivery costs as Markdown, beside its bar.</summary>
internal static class DeliveryTable
{
    /// <summary>What delivery may add to the CPU time of a created message.</summary>
    public const double MostAdded = 0.25;

    public static string Render(ThroughputPlan plan, ILookup<DeliveryMode, DeliveryCost> costs, string machine)
    {
        var table = new TextTable("gateway", "CPU ms each (median)", "lowest", "highest", "posted/s", "delivered/s");
        foreach (var mode in Enum.GetValues<DeliveryMode>())
        {
            var rounds = costs[mode].ToArray();
            table.Row(
                NameOf(mode),
                Number(Median.Of(rounds.Select(round => round.Cpu)), "F3"),
                Number(rounds.Min(round => round.Cpu), "F3"),
                Number(rounds.Max(round => round.Cpu), "F3"),
                Number(Median.Of(rounds.Select(round => round.PostRate)), "F0"),
                mode == DeliveryMode.Paused ? "-" : Number(Median.Of(rounds.Select(round => round.Rate)), "F0"));
        }

        return $"""
            # What delivery costs

            {machine}

            Concurrency {plan.Concurrency}, {plan.Rounds} rounds in turn, {plan.Messages} messages each after {plan.WarmUp} to warm up, {plan.Charts} charts; SQLite, WAL, `synchronous=FULL`;
            each round on fresh processes and stores. Counted is the CPU time of the gateway's process from the first measured post until the last message has left; its clients and the EHR are
            processes of their own. What is taken off is the first line, all of the intake: HTTP, token, decision, commit, and the idle sweeps. Made by `bench/delivery.sh`.

            {table.ToMarkdown()}
            {Verdict(costs)}

            """;
    }

    /// <summary>What delivery adds to a created message's CPU time, as a share of it: by round, and of those the median.</summary>
    public static double Added(ILookup<DeliveryMode, DeliveryCost> costs, DeliveryMode mode) =>
        Median.Of(costs[mode].Zip(costs[DeliveryMode.Paused], (delivered, paused) => (delivered.Cpu / paused.Cpu) - 1));

    private static string Verdict(ILookup<DeliveryMode, DeliveryCost> costs) => string.Create(
        CultureInfo.InvariantCulture,
        $"Delivery adds {Added(costs, DeliveryMode.Null):P0} to the CPU time of a created message (at most {MostAdded:P0}), and the calls to an EHR over HTTP another {Added(costs, DeliveryMode.Ehr) - Added(costs, DeliveryMode.Null):P0}.");

    private static string NameOf(DeliveryMode mode) => mode switch
    {
        DeliveryMode.Paused => "delivery paused",
        DeliveryMode.Null => "delivers, with a connector that does nothing",
        DeliveryMode.Ehr => "delivers to an EHR over HTTP",
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
