using Load.Crashing;
using Load.Driving;
using Load.Posting;
using Load.Replaying;
using Load.Targets;

namespace Gateway.Tests.Bench;

public sealed class CrashTests
{
    [Fact]
    public void Kills_come_in_order_within_the_load_and_the_same_for_a_seed()
    {
        var plan = KillPlan.Make(20, 2000, 3);
        Assert.Equal(20, plan.Count);
        Assert.Equal(plan.Select(kill => kill.AfterAnswers).Order(), plan.Select(kill => kill.AfterAnswers));
        Assert.All(plan, kill => Assert.InRange(kill.AfterAnswers, 0, 2000));
        Assert.Equal(plan, KillPlan.Make(20, 2000, 3));
        Assert.NotEqual(plan, KillPlan.Make(20, 2000, 4));
    }

    [Fact]
    public void The_last_of_several_kills_hits_the_deliveries_after_the_load()
    {
        Assert.Equal(500, KillPlan.Make(5, 500, 1)[^1].AfterAnswers);
        Assert.True(KillPlan.Make(1, 500, 1)[0].AfterAnswers < 500);
    }

    [Theory]
    [InlineData(nameof(Outcome.NoAnswer), 0, true)]
    [InlineData(nameof(Outcome.ServerError), 503, true)]
    [InlineData(nameof(Outcome.ServerError), 500, false)]
    [InlineData(nameof(Outcome.Accepted), 201, false)]
    [InlineData(nameof(Outcome.ClientError), 401, false)]
    public void Only_what_was_not_answered_is_sent_again(string outcome, int status, bool again)
    {
        Assert.Equal(again, PersistentPoster.IsWorthRetrying(new MessageRecord("key", "anna", Enum.Parse<Outcome>(outcome), status, null)));
    }

    [Fact]
    public async Task Each_chart_is_posted_in_order_by_one_client()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await FakeFhirServer.StartAsync(stop);
        string[] charts = ["anna", "ben", "cleo"];
        var messages = new MessageSource("run", charts, TimeProvider.System).Make(MessageSource.Generate(60, 1, 0), 60, false);
        var load = new CrashLoad(new Target(server.FhirBase, charts, new Dictionary<string, string>(), null), messages, TimeProvider.System);
        var (told, _) = await load.RunAsync(stop);
        using var http = new HttpClient();
        var findings = await new ReplayCheck(new SandboxLedger(http, server.Root), TimeProvider.System)
            .RunAsync(told, new ReplayRules(Ordered: true, Exclusive: true), TimeSpan.FromSeconds(10), stop);

        Assert.Equal(60, load.Answers);
        Assert.True(findings.Clean, findings.Render());
        Assert.All(charts, chart => Assert.Equal(
            messages.Where(message => message.Chart == chart).Select(message => message.Key),
            told.Where(record => record.Chart == chart).Select(record => record.Key)));
    }
}
