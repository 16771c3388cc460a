using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Gateway.Review.Queue;

namespace Gateway.Review;

/// <summary>Counts the work of reviewers for operators: by pool and urgency, never by person, chart or message.</summary>
internal sealed class ReviewMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";

    private readonly TimeProvider clock;
    private readonly Counter<long> claims;
    private readonly Counter<long> escalated;
    private readonly ObservableGauge<long> waiting;
    private ImmutableArray<QueueDepth> depths = [];

    public ReviewMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(MeterName);
        claims = meter.CreateCounter<long>("gateway.review.claims", "{claim}", "Reviews taken and given back.");
        escalated = meter.CreateCounter<long>("gateway.review.escalated", "{task}", "Reviews that waited too long.");
        waiting = meter.CreateObservableGauge("gateway.review.waiting", Waiting, "{task}", "Held messages that nobody has decided on.");
        meter.CreateObservableGauge("gateway.review.oldest", Oldest, "s", "How long the oldest of them waits.");
    }

    /// <summary>Counting what waits costs a query; it is worth it while somebody listens.</summary>
    public bool WantsDepths => waiting.Enabled;

    public void Depths(ImmutableArray<QueueDepth> measured) => ImmutableInterlocked.InterlockedExchange(ref depths, measured);

    public void ChangedHands(bool isTaken) => claims.Add(1, new KeyValuePair<string, object?>("change", isTaken ? "taken" : "given-back"));

    public void Escalated(string pool, string rank) => escalated.Add(1, [.. TagsOf(pool, rank)]);

    private IEnumerable<Measurement<long>> Waiting() => depths.Select(depth => new Measurement<long>(depth.Count, TagsOf(depth.Pool, depth.Rank)));

    private IEnumerable<Measurement<double>> Oldest()
    {
        var now = clock.GetUtcNow();
        return depths.Select(depth => new Measurement<double>(Math.Max(0, (now - depth.Oldest).TotalSeconds), TagsOf(depth.Pool, depth.Rank)));
    }

    private static KeyValuePair<string, object?>[] TagsOf(string pool, string rank) =>
        [new("pool", pool), new("priority", rank switch { "0" => "stat", "1" => "asap", "2" => "urgent", _ => "routine" })];
}
