using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace Gateway.DeadLetters.Alarms;

/// <summary>Counts dead letters for operators: by connection and reason, never by chart or message.</summary>
internal sealed class DeadLetterMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";

    private readonly TimeProvider clock;
    private readonly Counter<long> alarms;
    private ImmutableArray<WaitingGroup> waiting = [];

    public DeadLetterMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(MeterName);
        alarms = meter.CreateCounter<long>("gateway.dead_letters.alarms", "{message}", "Dead letters that somebody was alarmed about.");
        meter.CreateObservableGauge("gateway.dead_letters.waiting", Waiting, "{message}", "Dead letters that nobody has replayed or discarded.");
        meter.CreateObservableGauge("gateway.dead_letters.oldest", Oldest, "s", "How long the oldest of them waits.");
    }

    public void Tell(ImmutableArray<WaitingGroup> measured) => ImmutableInterlocked.InterlockedExchange(ref waiting, measured);

    public void Alarmed(int letters) => alarms.Add(letters);

    private IEnumerable<Measurement<long>> Waiting() => waiting.Select(group => new Measurement<long>(group.Count, TagsOf(group)));

    private IEnumerable<Measurement<double>> Oldest()
    {
        var now = clock.GetUtcNow();
        return waiting.Where(group => group.Oldest is not null)
            .Select(group => new Measurement<double>(Math.Max(0, (now - group.Oldest!.Value).TotalSeconds), TagsOf(group)));
    }

    private static KeyValuePair<string, object?>[] TagsOf(WaitingGroup group) => [new("connection", group.Connection), new("reason", group.Reason)];
}
