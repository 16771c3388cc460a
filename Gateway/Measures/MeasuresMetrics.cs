using System.Diagnostics.Metrics;

namespace Gateway.Measures;

/// <summary>The measures of the last hours, for whoever watches: each gateway on a store tells the same.</summary>
internal sealed class MeasuresMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";

    private readonly ObservableGauge<double> misdirected;
    private MeasuresReport? latest;

    public MeasuresMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        misdirected = meter.CreateObservableGauge(
            "gateway.measures.misdirected", () => One(latest?.MisdirectedPerThousand), "{message}", "Of a thousand messages, those that were not for their chart.");
        meter.CreateObservableGauge(
            "gateway.measures.precision", () => One(latest?.Precision), "1", "The share of confirmed holds among those that were judged.");
        meter.CreateObservableGauge("gateway.measures.decisions", Decisions, "{decision}", "Decisions by what they say of the gateway's judgment.");
        meter.CreateObservableGauge("gateway.measures.redirects", Redirects, "{message}", "How messages came into the right chart.");
        meter.CreateObservableGauge("gateway.measures.quarantine", Times, "min", "How long decided messages had been held.");
        meter.CreateObservableGauge("gateway.measures.within_promise", WithinPromise, "1", "The share of messages that were answered as promised.");
        meter.CreateObservableGauge("gateway.measures.work", Work, "{message}", "Messages to answer, by how far they are.");
    }

    /// <summary>Measuring costs queries; it is worth them while somebody listens.</summary>
    public bool IsWatched => misdirected.Enabled;

    public void Tell(MeasuresReport report) => Volatile.Write(ref latest, report);

    private static IEnumerable<Measurement<double>> One(double? value) => value is { } known ? [new Measurement<double>(known)] : [];

    private IEnumerable<Measurement<long>> Decisions() => latest is not { } report
        ? []
        :
        [
            .. report.Groups.SelectMany(group => new[]
            {
                Of(group, "confirmed", group.Confirmed), Of(group, "overturned", group.Overturned), Of(group, "missed", group.Missed),
                Of(group, "attested", group.Attested), Of(group, "aside", group.Aside),
            }),
        ];

    private IEnumerable<Measurement<long>> Redirects() => latest is not { Redirects: var paths }
        ? []
        :
        [
            new(paths.SenderAsked, Tag("path", "sender-asked")), new(paths.SenderAfterHold, Tag("path", "sender-after-hold")),
            new(paths.Reviewer, Tag("path", "reviewer")),
        ];

    private IEnumerable<Measurement<double>> Times() => latest is { TimeInQuarantine: { Median: { } median, Percentile90: { } most, Percentile99: { } nearlyAll } }
        ? [new(median, Tag("quantile", "0.5")), new(most, Tag("quantile", "0.9")), new(nearlyAll, Tag("quantile", "0.99"))]
        : [];

    private IEnumerable<Measurement<double>> WithinPromise() => latest is not { Work.Groups: var groups }
        ? []
        : [.. groups.Where(group => group.WithinPromiseShare is not null).Select(group => new Measurement<double>(group.WithinPromiseShare!.Value, TagsOf(group)))];

    private IEnumerable<Measurement<long>> Work() => latest is not { Work.Groups: var groups }
        ? []
        :
        [
            .. groups.SelectMany(group => new[]
            {
                Of(group, "received", group.Received), Of(group, "answered", group.Answered), Of(group, "open", group.Open), Of(group, "closed", group.Closed),
                Of(group, "overdue", group.Overdue), Of(group, "unread", group.Unread),
            }),
        ];

    private static Measurement<long> Of(WorkGroup group, string state, int count) => new(count, [Tag("state", state), .. TagsOf(group)]);

    private static KeyValuePair<string, object?>[] TagsOf(WorkGroup group) => [Tag("pool", group.Pool ?? "several"), Tag("policy", group.PolicyVersion ?? "several")];

    private static Measurement<long> Of(DecisionGroup group, string outcome, int count) => new(
        count,
        Tag("outcome", outcome),
        Tag("pool", group.Pool ?? "several"),
        Tag("reason", group.HoldReason ?? "several"),
        Tag("policy", group.PolicyVersion ?? "several"));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
