using Load.Comparing;

namespace Gateway.Tests.Bench;

/// <summary>What delivery costs is told beside its bar.</summary>
public sealed class DeliveryTableTests
{
    private static readonly ThroughputPlan Plan = new(100, 10, 3, 16, 8);

    [Fact]
    public void What_delivery_adds_is_the_median_over_the_rounds()
    {
        var costs = Costs([1.0, 1.0, 2.0], [1.2, 1.9, 2.4], [1.5, 1.5, 3.0]);

        Assert.Equal(0.2, DeliveryTable.Added(costs, DeliveryMode.Null), 6);
        var table = DeliveryTable.Render(Plan, costs, "2 cores");
        Assert.Contains("Delivery adds 20 % to the CPU time of a created message (at most 25 %)", table, StringComparison.Ordinal);
        Assert.Contains("What is taken off is the first line", table, StringComparison.Ordinal);
    }

    private static ILookup<DeliveryMode, DeliveryCost> Costs(double[] paused, double[] none, double[] ehr) =>
        new[] { (DeliveryMode.Paused, paused), (DeliveryMode.Null, none), (DeliveryMode.Ehr, ehr) }
            .SelectMany(mode => mode.Item2.Select(cpu => (mode.Item1, Cost: new DeliveryCost(cpu, 100, 90))))
            .ToLookup(measured => measured.Item1, measured => measured.Cost);
}
