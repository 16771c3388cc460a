using Load.Reporting;

namespace Gateway.Tests.Bench;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void An_empty_histogram_answers_zero()
    {
        Assert.Equal(TimeSpan.Zero, new LatencyHistogram().Quantile(0.99));
    }

    [Theory]
    [InlineData(0.5, 5_000)]
    [InlineData(0.95, 9_500)]
    [InlineData(0.99, 9_900)]
    public void A_quantile_is_within_a_thirty_second_part_of_the_truth(double share, int micros)
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 10_000; i++)
        {
            histogram.Add(TimeSpan.FromMicroseconds(i));
        }

        Assert.InRange(histogram.Quantile(share).TotalMicroseconds, micros, micros * (1 + (1 / 32.0)) + 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1_000_000)]
    [InlineData(3_600_000_000)]
    public void The_maximum_is_exact_and_no_quantile_exceeds_it(long micros)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(TimeSpan.FromMicroseconds(micros));
        Assert.Equal(TimeSpan.FromMicroseconds(micros), histogram.Max);
        Assert.Equal(histogram.Max, histogram.Quantile(1));
    }

    [Fact]
    public void Two_histograms_add_up()
    {
        var fast = new LatencyHistogram();
        var slow = new LatencyHistogram();
        fast.Add(TimeSpan.FromMilliseconds(1));
        slow.Add(TimeSpan.FromMilliseconds(100));
        fast.Add(slow);
        Assert.Equal(2, fast.Count);
        Assert.InRange(fast.Quantile(0.5).TotalMilliseconds, 1, 1.04);
        Assert.Equal(TimeSpan.FromMilliseconds(100), fast.Quantile(1));
    }
}
