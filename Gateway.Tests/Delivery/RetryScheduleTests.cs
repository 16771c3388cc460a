using CsCheck;
using Gateway.Delivery;

namespace Gateway.Tests.Delivery;

/// <summary>The arithmetic of trying again.</summary>
public sealed class RetryScheduleTests
{
    private static readonly DeliveryOptions _options = new() { FirstDelaySeconds = 2, MaxDelaySeconds = 60, Jitter = 0.5, MaxAttempts = 10 };

    private static readonly Gen<(DeliveryOptions Options, int Attempts, double Jitter, TimeSpan? RetryAfter)> _failures =
        from first in Gen.Double[0.01, 100]
        from span in Gen.Double[0, 10_000]
        from share in Gen.Double[0, 1]
        from attempts in Gen.Int[1, 500]
        from jitter in Gen.Double[0, 0.999999]
        from asked in Gen.Int[-1, 100_000]
        select (
            new DeliveryOptions { FirstDelaySeconds = first, MaxDelaySeconds = first + span, Jitter = share, MaxAttempts = 1000 },
            attempts,
            jitter,
            asked < 0 ? null : (TimeSpan?)TimeSpan.FromSeconds(asked));

    [Fact]
    public void A_delivery_is_done() =>
        Assert.Equal(new NextStep.Done("e1"), RetrySchedule.After(new SendResult.Delivered("e1"), 3, _options, 0));

    [Fact]
    public void A_refusal_is_a_dead_letter_at_the_first_attempt() =>
        Assert.Equal(new NextStep.DeadLetter("ehr-4130"), RetrySchedule.After(new SendResult.Refused("ehr-4130"), 1, _options, 0));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(9, 60)]
    public void Waits_double_up_to_the_longest(int attempts, double seconds) =>
        Assert.Equal(
            new NextStep.RetryIn(TimeSpan.FromSeconds(seconds), "timeout"),
            RetrySchedule.After(new SendResult.Failed("timeout"), attempts, _options, 0));

    [Fact]
    public void Chance_takes_its_share_off_a_wait() =>
        Assert.Equal(
            new NextStep.RetryIn(TimeSpan.FromSeconds(6), "503"),
            RetrySchedule.After(new SendResult.Failed("503"), 3, _options, 0.5));

    [Fact]
    public void The_EHRs_own_wish_lengthens_a_wait() =>
        Assert.Equal(
            new NextStep.RetryIn(TimeSpan.FromSeconds(30), "429"),
            RetrySchedule.After(new SendResult.Failed("429", TimeSpan.FromSeconds(30)), 1, _options, 0));

    [Fact]
    public void The_EHR_cannot_park_a_chart_beyond_the_longest_wait() =>
        Assert.Equal(
            new NextStep.RetryIn(TimeSpan.FromSeconds(60), "429"),
            RetrySchedule.After(new SendResult.Failed("429", TimeSpan.FromDays(9)), 1, _options, 0));

    [Theory]
    [InlineData(1, 30)]
    [InlineData(4, 30)]
    [InlineData(5, 32)]
    public void What_nobody_saw_end_waits_at_least_until_the_EHR_has_done_or_dropped_it(int attempts, double seconds) =>
        Assert.Equal(
            new NextStep.RetryIn(TimeSpan.FromSeconds(seconds), "timeout"),
            RetrySchedule.After(new SendResult.Unseen("timeout"), attempts, _options, 0));

    [Fact]
    public void What_was_not_even_asked_spends_no_attempt_not_even_the_last() =>
        Assert.Equal(
            [new NextStep.RetryIn(TimeSpan.FromSeconds(5), "circuit-open") { IsFree = true }, new NextStep.RetryIn(TimeSpan.FromSeconds(30), "circuit-open") { IsFree = true }],
            [RetrySchedule.After(new SendResult.Failed("circuit-open"), 10, _options, 0), RetrySchedule.After(new SendResult.Unseen("circuit-open"), 10, _options, 0)]);

    [Fact]
    public void The_last_attempt_gives_up_and_says_over_what() =>
        Assert.Equal(new NextStep.DeadLetter("gave-up-timeout"), RetrySchedule.After(new SendResult.Failed("timeout"), 10, _options, 0));

    [Fact]
    public void The_last_attempt_whose_end_nobody_saw_gives_up_too() =>
        Assert.Equal(new NextStep.DeadLetter("gave-up-timeout") { Settling = TimeSpan.FromSeconds(30) }, RetrySchedule.After(new SendResult.Unseen("timeout"), 10, _options, 0));

    [Fact]
    public void No_wait_is_above_the_longest_nor_below_what_the_EHR_asks_within_it() => _failures.Sample(failure =>
    {
        var delay = DelayAfter(failure.Options, failure.Attempts, failure.Jitter, failure.RetryAfter);
        var asked = Math.Min(failure.RetryAfter?.TotalSeconds ?? 0, failure.Options.MaxDelaySeconds);
        return delay <= failure.Options.MaxDelaySeconds + 1e-6 && delay >= asked - 1e-6 && delay >= 0;
    });

    [Fact]
    public void Waits_never_shrink_with_more_attempts() => _failures.Sample(failure =>
        DelayAfter(failure.Options, failure.Attempts + 1, failure.Jitter, failure.RetryAfter) + 1e-6
        >= DelayAfter(failure.Options, failure.Attempts, failure.Jitter, failure.RetryAfter));

    [Fact]
    public void More_chance_never_lengthens_a_wait() => Gen.Select(_failures, Gen.Double[0, 0.999999]).Sample((failure, other) =>
        DelayAfter(failure.Options, failure.Attempts, Math.Max(failure.Jitter, other), failure.RetryAfter)
        <= DelayAfter(failure.Options, failure.Attempts, Math.Min(failure.Jitter, other), failure.RetryAfter) + 1e-6);

    [Fact]
    public void Every_result_has_a_next_step() => Assert.All(
        new SendResult[] { new SendResult.Delivered("e1"), new SendResult.Refused("422"), new SendResult.Unseen("timeout"), new SendResult.Failed("503") },
        result => Assert.NotNull(RetrySchedule.After(result, 1, _options, 0)));

    private static double DelayAfter(DeliveryOptions options, int attempts, double jitter, TimeSpan? retryAfter) =>
        Assert.IsType<NextStep.RetryIn>(RetrySchedule.After(new SendResult.Failed("503", retryAfter), attempts, options, jitter)).Delay.TotalSeconds;
}
