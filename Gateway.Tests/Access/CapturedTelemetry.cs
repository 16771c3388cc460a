using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Gateway.Tests.Access;

/// <summary>Every text in traces and metrics of this process while it lives.</summary>
internal sealed class CapturedTelemetry : IDisposable
{
    private readonly ActivityListener traces;
    private readonly MeterListener metrics = new();

    public CapturedTelemetry()
    {
        traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                Texts.Add($"{activity.DisplayName} {activity.StatusDescription}");
                foreach (var (name, value) in activity.TagObjects.Concat(activity.Events.SelectMany(happening => happening.Tags)))
                {
                    Texts.Add($"{name}={value}");
                }
            },
        };
        ActivitySource.AddActivityListener(traces);
        metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        metrics.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        metrics.Start();
    }

    public ConcurrentBag<string> Texts { get; } = [];

    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            Texts.Add($"{instrument.Name} {name}={value}");
        }
    }
}
