using Gateway.Connections;
using Gateway.Replies;

namespace Gateway.Tests.Replies;

/// <summary>When an EHR is looked at again.</summary>
public sealed class LookPolicyTests
{
    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1, null, 30)]
    [InlineData(2, null, 60)]
    [InlineData(4, null, 240)]
    [InlineData(40, null, 900)]
    [InlineData(1, 5, 30)]
    [InlineData(1, 120, 120)]
    [InlineData(1, 86_400, 900)]
    public void A_look_that_failed_waits_longer_each_time_and_as_the_EHR_asks_but_never_too_long(int failures, int? retryAfter, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        LookPolicy.WaitAfter(HalfAMinute, failures, retryAfter is { } asked ? TimeSpan.FromSeconds(asked) : null));

    [Fact]
    public void Who_looks_seldom_waits_no_less_after_a_failure() => Assert.Equal(TimeSpan.FromHours(1), LookPolicy.WaitAfter(TimeSpan.FromHours(1), 1, null));

    [Fact]
    public void A_turn_outlasts_what_one_page_may_take() =>
        Assert.True(LookPolicy.Turn(new EhrOptions { TimeoutSeconds = 120 }) > TimeSpan.FromSeconds(240));
}
