using System.Diagnostics.Metrics;
using Gateway.Routing;

namespace Gateway.Inbox;

/// <summary>Counts the work on messages for operators: by pool, never by person, chart or message.</summary>
internal sealed class InboxMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";

    private readonly Counter<long> changes;
    private readonly Counter<long> reroutes;
    private readonly Counter<long> answers;
    private readonly Counter<long> alarms;
    private readonly Histogram<double> opening;
    private readonly Histogram<double> answering;

    public InboxMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        changes = meter.CreateCounter<long>("gateway.inbox.claims", "{claim}", "Messages taken and given back.");
        reroutes = meter.CreateCounter<long>("gateway.inbox.reroutes", "{task}", "Messages that were given to somebody else, by from where, to where and why.");
        answers = meter.CreateCounter<long>("gateway.inbox.answers", "{task}", "Messages that were answered by the operation, within the promise or not.");
        alarms = meter.CreateCounter<long>("gateway.inbox.alarms", "{task}", "Messages that waited too long.");
        opening = meter.CreateHistogram<double>("gateway.inbox.opening", "min", "From when a message came until it was opened by an operation.");
        answering = meter.CreateHistogram<double>("gateway.inbox.answering", "min", "From when a message came until it was answered by the operation.");
    }

    public void ChangedHands(string pool, bool isTaken) => changes.Add(1, Tag("pool", pool), Tag("change", isTaken ? "taken" : "given-back"));

    public void Rerouted(string from, string to, string reason) => reroutes.Add(1, Tag("from", from), Tag("to", to), Tag("reason", reason));

    public void Opened(string pool, TimeSpan after) => opening.Record(after.TotalMinutes, Tag("pool", pool));

    public void Answered(string pool, TimeSpan after, bool isInTime)
    {
        answers.Add(1, Tag("pool", pool), Tag("promise", isInTime ? "kept" : "broken"));
        answering.Record(after.TotalMinutes, Tag("pool", pool));
    }

    public void Alarmed(string pool, TaskAlarm alarm) => alarms.Add(1, Tag("pool", pool), Tag("alarm", TaskAlarms.CodeOf(alarm)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
