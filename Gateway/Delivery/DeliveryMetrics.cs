using System.Diagnostics.Metrics;
using Gateway.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.Delivery;

/// <summary>Counts deliveries for operators: by connection and fault code, never by chart or message.</summary>
internal sealed class DeliveryMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";

    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _deadLettered;
    private readonly Counter<long> _retracted;
    private readonly Counter<long> _byHand;
    private readonly Histogram<double> _latency;
    private readonly ObservableGauge<long> _backlogGauge;
    private long _backlog;

    public DeliveryMetrics(IMeterFactory meters, IOptions<EhrOptions> ehr)
    {
        var meter = meters.Create(MeterName);
        var connection = Tag("connection", ehr.Value.Name);
        _delivered = meter.CreateCounter<long>("gateway.delivery.delivered", "{message}", "Messages filed in the EHR.");
        _failed = meter.CreateCounter<long>("gateway.delivery.failed", "{attempt}", "Sends that will be tried again.");
        _deadLettered = meter.CreateCounter<long>(
            "gateway.delivery.dead_lettered", "{message}", "Messages that a person must look at.");
        _retracted = meter.CreateCounter<long>("gateway.delivery.retracted", "{message}", "Messages taken back in the EHR.");
        _byHand = meter.CreateCounter<long>(
            "gateway.delivery.by_hand", "{message}", "Messages that a person must take back in the EHR, because it takes no such request.");
        _latency = meter.CreateHistogram<double>("gateway.delivery.latency", "s", "From acceptance to filing.");
        _backlogGauge = meter.CreateObservableGauge(
            "gateway.delivery.backlog",
            () => new Measurement<long>(Volatile.Read(ref _backlog), connection),
            "{message}",
            "Messages pending.");
    }

    /// <summary>Counting the backlog costs a query; it is worth it while somebody listens.</summary>
    public bool WantsBacklog => _backlogGauge.Enabled;

    public void Backlog(long messages) => Volatile.Write(ref _backlog, messages);

    public void Delivered(string connection, TimeSpan? latency)
    {
        _delivered.Add(1, Tag("connection", connection));
        if (latency is { } known)
        {
            _latency.Record(known.TotalSeconds, Tag("connection", connection));
        }
    }

    public void Retracted(string connection) => _retracted.Add(1, Tag("connection", connection));

    public void ByHand(string connection) => _byHand.Add(1, Tag("connection", connection));

    public void Failed(string connection, string fault) => _failed.Add(1, Tag("connection", connection), Tag("fault", fault));

    public void DeadLettered(string connection, string fault) =>
        _deadLettered.Add(1, Tag("connection", connection), Tag("fault", fault));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
