using Gateway.Notifications;
using Gateway.Storage;
using Gateway.Topics;

namespace Gateway.Tests.Notifications;

public sealed class SendPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly TopicsOptions Options = new();

    [Theory]
    [InlineData("Requested", 0, 0, "Handshake")]
    [InlineData("Requested", 3, 0, "Handshake")]
    [InlineData("Active", 3, 3, "Nothing")]
    [InlineData("Active", 3, 2, "Events")]
    [InlineData("Error", 3, 2, "Nothing")]
    public void What_is_due_follows_the_status_and_the_numbers(string status, long last, long delivered, string due) =>
        Assert.Equal(due, SendPolicy.DueOf(Live(Enum.Parse<TopicStatus>(status), last, delivered), Noon).ToString());

    [Fact]
    public void What_waits_for_its_retry_or_is_under_way_is_not_due() =>
        Assert.Equal(Due.Nothing, SendPolicy.DueOf(Live(TopicStatus.Active, 3, 2, dueAt: Noon.AddSeconds(1)), Noon));

    [Theory]
    [InlineData(59, "Nothing")]
    [InlineData(60, "Heartbeat")]
    public void A_heartbeat_is_due_when_nothing_was_heard_for_its_period(int seconds, string due) =>
        Assert.Equal(due, SendPolicy.DueOf(Live(TopicStatus.Active, 3, 3, heartbeat: 60, heard: Noon.AddSeconds(-seconds)), Noon).ToString());

    [Theory]
    [InlineData("Requested")]
    [InlineData("Active")]
    [InlineData("Error")]
    public void What_is_over_ends_whatever_it_is(string status) => Assert.Equal(Due.End, SendPolicy.DueOf(Live(Enum.Parse<TopicStatus>(status), 3, 2, ends: Noon, dueAt: Noon.AddHours(1)), Noon));

    [Fact]
    public void What_is_not_understood_any_more_fails() =>
        Assert.Equal(Due.Fail, SendPolicy.DueOf(Live(TopicStatus.Active, 3, 2) with { Terms = null }, Noon));

    [Fact]
    public void What_was_taken_is_done() => Assert.IsType<SendStep.Done>(After(Due.Events, null, 1));

    [Fact]
    public void A_handshake_that_fails_is_an_error_at_once() => Assert.IsType<SendStep.GiveUp>(After(Due.Handshake, "503", 1));

    [Fact]
    public void An_endpoint_that_is_gone_for_good_is_not_asked_again() => Assert.IsType<SendStep.GiveUp>(After(Due.Events, "410", 1));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(5, 80)]
    [InlineData(9, 900)]
    [InlineData(5000, 900)]
    public void Waits_double_up_to_the_longest(int attempts, double seconds) =>
        Assert.Equal(seconds, Assert.IsType<SendStep.RetryIn>(After(Due.Events, "timeout", attempts)).Delay.TotalSeconds);

    [Fact]
    public void What_failed_together_is_not_repeated_together() =>
        Assert.Equal(8, Assert.IsType<SendStep.RetryIn>(SendPolicy.After(Due.Events, "503", 2, null, Noon, Options, 1)).Delay.TotalSeconds);

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    public void Who_does_not_listen_for_a_day_is_given_up(int hours, bool isGivenUp) =>
        Assert.Equal(isGivenUp, SendPolicy.After(Due.Heartbeat, "unreachable", 90, Noon.AddHours(-hours), Noon, Options, 0) is SendStep.GiveUp);

    [Theory]
    [InlineData("Handshake", false, true)]
    [InlineData("Events", true, true)]
    [InlineData("Heartbeat", true, true)]
    [InlineData("Events", false, false)]
    public void Who_was_not_heard_from_may_hang(string due, bool fails, bool isDoubtful)
    {
        var live = Live(TopicStatus.Active, 3, 2);
        live.Delivery.FailingSince = fails ? Noon : null;

        Assert.Equal(isDoubtful, SendPolicy.IsDoubtful(live, Enum.Parse<Due>(due)));
    }

    [Theory]
    [InlineData(64, 32)]
    [InlineData(3, 1)]
    [InlineData(1, 1)]
    public void Those_have_half_of_the_places(int places, int expected) => Assert.Equal(expected, SendPolicy.PlacesForDoubtful(places));

    private static SendStep After(Due due, string? fault, int attempts) => SendPolicy.After(due, fault, attempts, null, Noon, Options, 0);

    private static LiveSubscription Live(
        TopicStatus status, long last, long delivered, DateTimeOffset? dueAt = null, DateTimeOffset? ends = null, int? heartbeat = null, DateTimeOffset? heard = null) => new(
            new TopicSubscription
            {
                SubscriptionId = "s1",
                Version = 1,
                Topic = TopicCodes.MessageReceived,
                Status = status,
                Client = "app",
                Scopes = string.Empty,
                StartedAt = Noon.AddDays(-1),
                EndsAt = ends ?? Noon.AddDays(1),
                ChangedAt = Noon.AddDays(-1),
                LastNumber = last,
            },
            new TopicDelivery { SubscriptionId = "s1", Delivered = delivered, DueAt = dueAt ?? Noon, HeardAt = heard },
            new SubscriptionTerms(TopicLibrary.OfCode(TopicCodes.MessageReceived), [], new Uri("https://subscriber.example/hook"))
            {
                Heartbeat = heartbeat is { } period ? TimeSpan.FromSeconds(period) : null,
            });
}
