using System.Globalization;
using System.Text.Json.Serialization;
using Gateway.Delivery;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.DeadLetters;

/// <summary>Which dead letters are meant; all members together.</summary>
internal sealed record DeadLetterQuestion
{
    /// <summary>The configured EHR connection.</summary>
    public string? Connection { get; init; }

    /// <summary>The chart, as <c>Patient/id</c> or its id.</summary>
    public string? Chart { get; init; }

    /// <summary>The message's id.</summary>
    public string? Message { get; init; }

    /// <summary>Why, as in <c>chart-closed</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The very fault code, as in <c>ehr-4130</c>.</summary>
    public string? Fault { get; init; }

    /// <summary>Given up at this instant or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Given up before this instant.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>A question for a list can ask for what was discarded, or is being replayed, instead of what waits.</summary>
    [JsonIgnore]
    public OutboxState State { get; init; } = OutboxState.DeadLetter;

    [JsonIgnore]
    public bool IsEmpty => this is { Connection: null, Chart: null, Message: null, Reason: null, Fault: null, Since: null, Before: null };

    /// <summary>What is wrong with the question; nothing if it can be asked.</summary>
    public Issue? Objection() => this switch
    {
        { Chart: { } chart } when !PatientId.TryParse(chart, out _) => Wrong("chart is Patient/id, or the id alone.", "chart"),
        { Message: { } message } when !FhirId.IsValid(message) => Wrong("message is a message's id.", "message"),
        { Reason: { } reason } when !FaultReasons.Names.ContainsKey(reason) =>
            Wrong($"reason is one of {string.Join(", ", FaultReasons.Names.Keys.Order(StringComparer.Ordinal))}.", "reason"),
        _ => null,
    };

    /// <summary>As the audit trail keeps it: what was understood of the question, and nothing that was sent besides.</summary>
    public string ToQuery(string operation)
    {
        (string Name, string? Value)[] members =
        [
            ("connection", Connection), ("chart", Chart), ("message", Message), ("reason", Reason), ("fault", Fault), ("since", TextOf(Since)), ("before", TextOf(Before)),
            ("state", State == OutboxState.DeadLetter ? null : DeadLetterDocument.StateOf(State)),
        ];
        var asked = members.Where(member => member.Value is not null).Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!)}").ToArray();
        return asked is [] ? operation : $"{operation}?{string.Join('&', asked)}";
    }

    public IQueryable<OutboxEntry> Among(IQueryable<OutboxEntry> outbox)
    {
        // Named one by one, and not by a parameter: so the database can see that its index of just these serves.
        var found = State switch
        {
            OutboxState.Pending => outbox.Where(entry => entry.State == OutboxState.Pending && entry.GivenUpAt != null),
            OutboxState.Discarded => outbox.Where(entry => entry.State == OutboxState.Discarded),
            _ => outbox.Where(entry => entry.State == OutboxState.DeadLetter),
        };
        if (Connection is { } connection)
        {
            found = found.Where(entry => entry.Connection == connection);
        }

        if (Chart is { } text && PatientId.TryParse(text, out var patient))
        {
            var chart = patient.Value;
            found = found.Where(entry => entry.Chart == chart);
        }

        if (Message is { } message)
        {
            found = found.Where(entry => entry.MessageId == message);
        }

        if (Fault is { } fault)
        {
            found = found.Where(entry => entry.Fault == fault);
        }

        if (Since is { } since)
        {
            found = found.Where(entry => entry.GivenUpAt >= since);
        }

        if (Before is { } before)
        {
            found = found.Where(entry => entry.GivenUpAt < before);
        }

        return Reason is { } name ? OfReason(found, FaultReasons.Names[name]) : found;
    }

    // The same as FaultReasons.Of, for the database: a test holds the two together.
    private static IQueryable<OutboxEntry> OfReason(IQueryable<OutboxEntry> entries, FaultReason reason)
    {
        string[] exact = [.. reason == FaultReason.Refused ? FaultReasons.AllExact : FaultReasons.FaultsOf(reason)];
        const string GaveUp = RetrySchedule.GaveUp;
        const string NotMapped = FaultReasons.NotMapped;
        return reason switch
        {
            FaultReason.GaveUp => entries.Where(entry => entry.Fault!.StartsWith(GaveUp)),
            FaultReason.NotMapped => entries.Where(entry => entry.Fault!.StartsWith(NotMapped)),
            FaultReason.Refused => entries.Where(
                entry => !entry.Fault!.StartsWith(GaveUp) && !entry.Fault!.StartsWith(NotMapped) && !exact.Contains(entry.Fault)),
            FaultReason.ChartClosed or FaultReason.PatientMerged or FaultReason.MergeUnconfirmed or FaultReason.PatientUnknown or FaultReason.Defect =>
                entries.Where(entry => exact.Contains(entry.Fault)),
        };
    }

    private static string? TextOf(DateTimeOffset? instant) => instant?.ToString("O", CultureInfo.InvariantCulture);

    private static Issue Wrong(string sentence, string member) => new(IssueType.Value, sentence, member);
}
