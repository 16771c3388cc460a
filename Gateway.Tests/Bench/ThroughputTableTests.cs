using Load.Comparing;
using Load.Driving;
using Load.Reporting;

namespace Gateway.Tests.Bench;

public sealed class ThroughputTableTests
{
    private static readonly ThroughputPlan Plan = new(100, 10, 3, 64, 8);

    [Theory]
    [InlineData(2, new double[] { 3, 1, 2 })]
    [InlineData(2.5, new double[] { 4, 1, 2, 3 })]
    [InlineData(7, new double[] { 7 })]
    public void A_median_is_the_middle_or_the_mean_of_the_two_middle_ones(double median, double[] values)
    {
        Assert.Equal(median, Median.Of(values));
    }

    [Fact]
    public void The_gateways_share_is_of_the_bare_group_committed_rate()
    {
        var reports = Reports();
        Assert.Equal(0.6, ThroughputTable.ShareOfBare(reports, Contender.GatewayPaused), 3);
        Assert.Equal(0.4, ThroughputTable.ShareOfBare(reports, Contender.GatewayDelivering), 3);
    }

    [Fact]
    public void Each_contender_has_a_row_and_the_goal_is_named()
    {
        var markdown = ThroughputTable.Render(Plan, Reports(), "2 cores");
        Assert.Equal(Enum.GetValues<Contender>().Length + 2, markdown.Split('\n').Count(line => line.StartsWith('|')));
        Assert.Contains("60 % with delivery paused", markdown, StringComparison.Ordinal);
        Assert.Contains("reach 70 %", markdown, StringComparison.Ordinal);
        Assert.Contains("the goal is 50 %", markdown, StringComparison.Ordinal);
    }

    private static ILookup<Contender, LoadReport> Reports() => new (Contender Contender, int Messages)[]
    {
        (Contender.BareOne, 100), (Contender.BareGrouped, 1000), (Contender.RowsGrouped, 700), (Contender.GatewayDelivering, 400), (Contender.GatewayPaused, 600),
    }
    .ToLookup(run => run.Contender, run => AReport(run.Messages));

    private static LoadReport AReport(int messages)
    {
        var tally = new Tally();
        for (var i = 0; i < messages; i++)
        {
            tally.Add(Outcome.Accepted, TimeSpan.FromMilliseconds(1));
        }

        return new LoadReport("post", 64, TimeSpan.FromSeconds(1), tally, null, TimeSpan.Zero);
    }
}
