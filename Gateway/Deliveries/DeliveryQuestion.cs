using System.Globalization;
using Gateway.References;
using Gateway.Resources;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Deliveries;

/// <summary>Which deliveries are meant; all members together.</summary>
internal sealed record DeliveryQuestion
{
    /// <summary>The configured EHR connection.</summary>
    public string? Connection { get; init; }

    /// <summary>The chart, as <c>Patient/id</c> or its id.</summary>
    public string? Chart { get; init; }

    /// <summary>The message's id.</summary>
    public string? Message { get; init; }

    /// <summary>Where it stands, as in <c>retrying</c>.</summary>
    public string? State { get; init; }

    /// <summary>The very fault code, as in <c>timeout</c>.</summary>
    public string? Fault { get; init; }

    /// <summary>On its way for so many minutes or more.</summary>
    public int? Minutes { get; init; }

    /// <summary>What is wrong with the question; nothing if it can be asked.</summary>
    public Issue? Objection() => this switch
    {
        { Chart: { } chart } when !PatientId.TryParse(chart, out _) => Wrong("chart is Patient/id, or the id alone.", "chart"),
        { Message: { } message } when !FhirId.IsValid(message) => Wrong("message is a message's id.", "message"),
        { State: { } state } when !DeliveryStates.Names.ContainsKey(state) =>
            Wrong($"state is one of {string.Join(", ", DeliveryStates.Names.Keys.Order(StringComparer.Ordinal))}.", "state"),
        _ => null,
    };

    /// <summary>As the audit trail keeps it: what was understood of the question, and nothing that was sent besides.</summary>
    public string ToQuery(string operation)
    {
        (string Name, string? Value)[] members =
        [
            ("connection", Connection), ("chart", Chart), ("message", Message), ("state", State), ("fault", Fault), ("minutes", Minutes?.ToString(CultureInfo.InvariantCulture)),
        ];
        var asked = members.Where(member => member.Value is not null).Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!)}").ToArray();
        return asked is [] ? operation : $"{operation}?{string.Join('&', asked)}";
    }

    public IQueryable<PendingDelivery> Among(IQueryable<PendingDelivery> deliveries, DateTimeOffset now)
    {
        var found = deliveries;
        if (Connection is { } connection)
        {
            found = found.Where(one => one.Entry.Connection == connection);
        }

        if (Chart is { } text && PatientId.TryParse(text, out var patient))
        {
            var chart = patient.Value;
            found = found.Where(one => one.Entry.Chart == chart);
        }

        if (Message is { } message)
        {
            found = found.Where(one => one.Entry.MessageId == message);
        }

        if (Fault is { } fault)
        {
            found = found.Where(one => one.Entry.Fault == fault);
        }

        if (Minutes is { } minutes)
        {
            var before = now.AddMinutes(-minutes);
            found = found.Where(one => one.Since <= before);
        }

        return State is { } name ? found.In(DeliveryStates.Names[name], now) : found;
    }

    private static Issue Wrong(string sentence, string member) => new(IssueType.Value, sentence, member);
}
