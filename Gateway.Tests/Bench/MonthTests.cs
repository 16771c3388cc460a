using Month;

namespace Gateway.Tests.Bench;

/// <summary>The simulated month in its short form: two days of it. The whole is bench/month.</summary>
public sealed class MonthTests
{
    [Fact]
    public async Task Every_message_ends_answered_escalated_or_alarmed_and_the_measures_add_up()
    {
        var result = await MonthRun.RunAsync(new MonthPlan(Patients: 40, Messages: 120, Days: 2, Seed: 7, DaysAfter: 5), _ => { }, TestContext.Current.CancellationToken);

        Assert.Empty(result.Faults);
        Assert.True(result.Tally.Replies > 80);
    }
}
