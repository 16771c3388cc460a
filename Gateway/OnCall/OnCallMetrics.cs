using System.Diagnostics.Metrics;

namespace Gateway.OnCall;

/// <summary>Counts alerts, how often somebody was told, and how long it took until somebody acknowledged: never by person, chart or message.</summary>
internal sealed class OnCallMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";

    private readonly TimeProvider clock;
    private readonly Counter<long> raised;
    private readonly Counter<long> steps;
    private readonly Counter<long> notices;
    private readonly Counter<long> unreached;
    private readonly Histogram<double> timeToAcknowledge;
    private readonly ObservableGauge<long> open;
    private (long Count, DateTimeOffset? Oldest) measured;

    public OnCallMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(MeterName);
        raised = meter.CreateCounter<long>("gateway.oncall.alerts", "{alert}", "Emergencies that somebody on call was alerted to.");
        steps = meter.CreateCounter<long>("gateway.oncall.steps", "{step}", "Times that those on call were told.");
        notices = meter.CreateCounter<long>("gateway.oncall.notices", "{notice}", "Sends to those on call.");
        unreached = meter.CreateCounter<long>("gateway.oncall.unreached", "{step}", "Steps that no channel could tell anybody: they stand in the Task alone.");
        timeToAcknowledge = meter.CreateHistogram<double>(
            "gateway.oncall.time_to_acknowledge", "s", "From the emergency to its acknowledgement.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400] });
        open = meter.CreateObservableGauge("gateway.oncall.open", () => measured.Count, "{alert}", "Alerts that nobody has acknowledged.");
        meter.CreateObservableGauge("gateway.oncall.oldest", Oldest, "s", "How long the oldest of them is open.");
    }

    /// <summary>Counting what is open costs a query; it is worth it while somebody listens.</summary>
    public bool WantsOpen => open.Enabled;

    public void Open(long count, DateTimeOffset? oldest) => measured = (count, oldest);

    public void Raised(bool isKept) => raised.Add(1, new KeyValuePair<string, object?>("message", isKept ? "kept" : "given-back"));

    public void Stepped(int level, bool isReached)
    {
        steps.Add(1, new KeyValuePair<string, object?>("level", level + 1));
        if (!isReached)
        {
            unreached.Add(1);
        }
    }

    public void Noticed(string channel, string result) => notices.Add(1, new("channel", channel), new("result", result));

    public void Acknowledged(TimeSpan after, Acknowledgement how) =>
        timeToAcknowledge.Record(after.TotalSeconds, new KeyValuePair<string, object?>("how", how.ToString()));

    private double Oldest() => measured.Oldest is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0;
}
