using Hl7.Fhir.Model;

namespace SmartApp.Operations;

/// <summary>An event of the audit trail in one line: ids and codes, as the trail has them.</summary>
internal sealed record AuditView(DateTimeOffset? At, string What, string Who, string About, bool Failed)
{
    public const string Done = "done";
    public const string NotDone = "failed";

    private const int AtOnce = 50;

    public static AuditView Of(AuditEvent found) => new(
        found.Recorded,
        string.Join(", ", found.Subtype.Select(code => code.Display ?? code.Code)) is { Length: > 0 } named ? named : found.Type?.Display ?? found.Type?.Code ?? "",
        string.Join(", ", found.Agent.Select(agent => agent.Who?.Reference ?? agent.Who?.Identifier?.Value ?? agent.Name).OfType<string>().Distinct()),
        string.Join(", ", found.Entity.Select(entity => entity.What?.Reference).OfType<string>().Distinct()),
        found.Outcome is not (null or AuditEvent.AuditEventOutcome.N0));

    /// <summary>The search behind the page, newest first.</summary>
    /// <param name="patient">An id.</param>
    /// <param name="agent">Who did it: a person or role as <c>Type/id</c>, or a client by its name.</param>
    /// <param name="outcome"><see cref="Done"/>, <see cref="NotDone"/>, or either.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="before">The last event of the page before.</param>
    public static string Query(string? patient, string? agent, string? outcome, string? from, string? to, string? before)
    {
        var query = new List<string> { "_sort=-date", $"_count={AtOnce}" };
        Add("patient", "", patient);
        Add(agent?.Contains('/', StringComparison.Ordinal) == true ? "agent" : "agent:identifier", "", agent);
        Add("outcome", "", outcome switch { Done => "0", NotDone => "4,8,12", _ => null });
        Add("date", "ge", from);
        Add("date", "le", to);
        Add("date", "lt", before);
        return string.Join('&', query);

        void Add(string name, string prefix, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                query.Add($"{name}={prefix}{Uri.EscapeDataString(value.Trim())}");
            }
        }
    }
}
