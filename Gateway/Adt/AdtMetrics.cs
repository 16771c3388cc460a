using System.Diagnostics.Metrics;

namespace Gateway.Adt;

/// <summary>Counts for operators what comes by the feed: by event and answer, never by patient.</summary>
internal sealed class AdtMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";

    private readonly Counter<long> messages;
    private readonly Counter<long> moved;
    private readonly UpDownCounter<long> connections;

    public AdtMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        messages = meter.CreateCounter<long>("gateway.adt.messages", "{message}", "ADT messages, by event and answer.");
        moved = meter.CreateCounter<long>("gateway.adt.merged", "{message}", "Queued messages of merged charts, by whether the EHR confirmed the merge.");
        connections = meter.CreateUpDownCounter<long>("gateway.adt.connections", "{connection}", "Connections of the feed.");
    }

    public void Took(string kind, AdtAnswer answer) => messages.Add(
        1, Tag("event", kind), Tag("answer", answer.Code), Tag("error", answer.Error?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"));

    public void Moved(bool isConfirmed, int count)
    {
        if (count > 0)
        {
            moved.Add(count, Tag("confirmed", isConfirmed ? "yes" : "no"));
        }
    }

    public void Connected(int change) => connections.Add(change);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
