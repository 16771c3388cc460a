using Load.Comparing;
using Load.Driving;
using Load.Reporting;

namespace Gateway.Tests.Bench;

public sealed class CheckTableTests
{
    [Fact]
    public void A_check_is_put_beside_the_cheapest_answer_and_beside_a_create()
    {
        var reports = new (CheckedRequest Kind, int Requests, double Milliseconds)[]
        {
            (CheckedRequest.Metadata, 4000, 2), (CheckedRequest.Check, 3000, 8), (CheckedRequest.Create, 250, 20),
        }
        .ToLookup(run => run.Kind, run => AReport(run.Requests, run.Milliseconds));

        Assert.InRange(CheckTable.P99Ratio(reports), 3.9, 4.1);
        Assert.Equal(12, CheckTable.RateRatio(reports), 3);
        var markdown = CheckTable.Render(new ThroughputPlan(100, 10, 3, 16, 8), reports, "2 cores");
        Assert.Equal(Enum.GetValues<CheckedRequest>().Length + 2, markdown.Split('\n').Count(line => line.StartsWith('|')));
        Assert.Contains("12.0 times that of creates (the goal is 10)", markdown, StringComparison.Ordinal);
    }

    private static LoadReport AReport(int requests, double milliseconds)
    {
        var tally = new Tally();
        for (var i = 0; i < requests; i++)
        {
            tally.Add(Outcome.Answered, TimeSpan.FromMilliseconds(milliseconds));
        }

        return new LoadReport("check", 16, TimeSpan.FromSeconds(1), tally, null, TimeSpan.Zero);
    }
}
