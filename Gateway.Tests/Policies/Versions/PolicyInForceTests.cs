using System.Text;
using Gateway.Policies;
using Gateway.Policies.Versions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Policies.Versions;

public sealed class PolicyInForceTests
{
    private static readonly DateTimeOffset Start = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly OrganisationPolicy One = APolicy.Named("one").Read();

    private static readonly OrganisationPolicy Other = APolicy.Named("other").Read();

    private readonly FakeTimeProvider clock = new(Start);

    private readonly HttpContextAccessor requests = new();

    [Fact]
    public async Task A_request_keeps_the_policy_of_its_first_decision()
    {
        var policies = Loaded(One);
        requests.HttpContext = ARequest();
        Assert.Equal("one", await NameAsync(policies));

        policies.Show(PolicySchedule.Of(Other));

        Assert.Equal("one", await NameAsync(policies));
        requests.HttpContext = ARequest();
        Assert.Equal("other", await NameAsync(policies));
    }

    [Fact]
    public async Task What_the_gateway_does_by_itself_sees_the_newest()
    {
        var policies = Loaded(One);
        Assert.Equal("one", await NameAsync(policies));

        policies.Show(PolicySchedule.Of(Other));

        Assert.Equal("other", await NameAsync(policies));
    }

    [Fact]
    public async Task A_planned_version_takes_over_at_its_instant_and_gives_way_at_its_end()
    {
        var policies = Loaded(One);
        policies.Show(new PolicySchedule(2,
        [
            new ScheduledPolicy(new PolicyTerm(1, Start, null, true), One),
            new ScheduledPolicy(new PolicyTerm(2, Start.AddHours(1), Start.AddHours(2), false), Other),
        ]));

        List<string> seen = [];
        for (var i = 0; i < 4; i++)
        {
            seen.Add(await NameAsync(policies));
            clock.Advance(TimeSpan.FromMinutes(i == 0 ? 59.99 : i == 1 ? 0.01 : 60));
        }

        Assert.Equal(["one", "one", "other", "one"], seen);
    }

    [Fact]
    public async Task Before_the_store_was_read_a_decision_waits()
    {
        var policies = new PolicyInForce(Seed(One) with { IsOnly = false }, requests, clock);
        var waiting = policies.CurrentAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(waiting.IsCompleted);

        policies.Show(PolicySchedule.Of(Other));

        Assert.Equal("other", (await waiting).Organisation.Version);
    }

    [Fact]
    public async Task Where_nothing_is_understood_nothing_is_decided()
    {
        var policies = Loaded(One);
        policies.Show(new PolicySchedule(2, []));

        await Assert.ThrowsAsync<IOException>(async () => await policies.CurrentAsync(TestContext.Current.CancellationToken));
    }

    private static PolicySeed Seed(OrganisationPolicy policy) => new(policy, Encoding.UTF8.GetString(PolicyDocument.DefaultJson()), true);

    private static DefaultHttpContext ARequest()
    {
        var context = new DefaultHttpContext();
        context.Features.Set(new PinnedPolicy());
        return context;
    }

    private static async Task<string> NameAsync(PolicyInForce policies) =>
        (await policies.CurrentAsync(TestContext.Current.CancellationToken)).Organisation.Version;

    private PolicyInForce Loaded(OrganisationPolicy policy) => new(Seed(policy), requests, clock);
}
