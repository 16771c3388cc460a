using System.Numerics;

namespace Load.Reporting;

/// <summary>Latencies in logarithmic buckets: constant memory and time however long the run, each value within 1/32 of the truth.</summary>
internal sealed class LatencyHistogram
{
    // Each power of two of microseconds is cut in 32 equal parts; below 32 µs a bucket is one microsecond.
    private const int PartBits = 5;
    private const int Parts = 1 << PartBits;

    private readonly long[] _buckets = new long[(64 - PartBits) * Parts];

    public long Count { get; private set; }

    public TimeSpan Max { get; private set; }

    public void Add(TimeSpan latency)
    {
        _buckets[BucketOf((ulong)Math.Max(0, latency.Ticks / TimeSpan.TicksPerMicrosecond))]++;
        Count++;
        Max = latency > Max ? latency : Max;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _buckets.Length; i++)
        {
            _buckets[i] += other._buckets[i];
        }

        Count += other.Count;
        Max = other.Max > Max ? other.Max : Max;
    }

    /// <summary>The latency that the given share of requests (0 to 1) did not exceed; zero when nothing was counted.</summary>
    public TimeSpan Quantile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var i = 0; i < _buckets.Length && Count > 0; i++)
        {
            seen += _buckets[i];
            if (seen >= Math.Max(1, rank))
            {
                var upper = TimeSpan.FromMicroseconds(UpperEdge(i));
                return upper < Max ? upper : Max;
            }
        }

        return TimeSpan.Zero;
    }

    private static int BucketOf(ulong micros)
    {
        if (micros < Parts)
        {
            return (int)micros;
        }

        var shift = BitOperations.Log2(micros) - PartBits;
        return ((shift + 1) << PartBits) + (int)((micros >> shift) - Parts);
    }

    private static double UpperEdge(int bucket)
    {
        var shift = (bucket >> PartBits) - 1;
        return shift < 0 ? bucket + 1 : Math.ScaleB((bucket & (Parts - 1)) + Parts + 1, shift);
    }
}
