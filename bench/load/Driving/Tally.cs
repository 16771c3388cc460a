using System.Runtime.InteropServices;
using Load.Reporting;

namespace Load.Driving;

/// <summary>Counts of outcomes, their reasons and labels, and the latencies.</summary>
internal sealed class Tally
{
    private static readonly int Outcomes = Enum.GetValues<Outcome>().Length;

    private readonly long[] _counts = new long[Outcomes];
    private readonly Dictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]> _labels = new(StringComparer.Ordinal);

    public LatencyHistogram Latency { get; } = new();

    public long Total => _counts.Sum();

    /// <summary>How often each reason was given, e.g. <c>Refused subject-mismatch</c> or <c>ServerError 503</c>.</summary>
    public IReadOnlyDictionary<string, long> Reasons => _reasons;

    /// <summary>Counts for each label of the input, by outcome.</summary>
    public IReadOnlyDictionary<string, long[]> Labels => _labels;

    /// <summary>Requests that a healthy server would have answered otherwise.</summary>
    public long Failures => this[Outcome.ServerError] + this[Outcome.NoAnswer];

    public long this[Outcome outcome] => _counts[(int)outcome];

    public void Add(Outcome outcome, TimeSpan took, string? label = null)
    {
        _counts[(int)outcome]++;
        Latency.Add(took);
        if (label is not null)
        {
            CountsOf(label)[(int)outcome]++;
        }
    }

    public void AddReason(Outcome outcome, string reason) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_reasons, $"{outcome} {reason}", out _)++;

    public void Add(Tally other)
    {
        Sum(_counts, other._counts);
        Latency.Add(other.Latency);
        foreach (var (reason, count) in other._reasons)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_reasons, reason, out _) += count;
        }

        foreach (var (label, theirs) in other._labels)
        {
            Sum(CountsOf(label), theirs);
        }
    }

    private static void Sum(long[] ours, long[] theirs)
    {
        for (var i = 0; i < ours.Length; i++)
        {
            ours[i] += theirs[i];
        }
    }

    private long[] CountsOf(string label)
    {
        ref var ours = ref CollectionsMarshal.GetValueRefOrAddDefault(_labels, label, out _);
        return ours ??= new long[Outcomes];
    }
}
