using Gateway.Storage;

namespace Gateway.Audit;

/// <summary>The audit trail's actions and outcomes in FHIR's and DICOM's codes; writing and searching share them.</summary>
internal static class AuditCodes
{
    public const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";

    /// <summary>ISO 21089's events in the life of a record.</summary>
    public const string Lifecycle = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";

    private const string Review = "https://fhirmessaging.org/fhir/CodeSystem/review-decision";
    private const string EventType = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private const string Interactions = "http://hl7.org/fhir/restful-interaction";

    public static AuditCode TypeOf(AuditAction action) => action switch
    {
        AuditAction.Login => new(Dicom, "110114", "User Authentication"),
        AuditAction.Deliver or AuditAction.Export => new(Dicom, "110106", "Export"),
        AuditAction.Attest => new(Lifecycle, "attest", "Attest Record Lifecycle Event"),
        AuditAction.Destroy => new(Lifecycle, "destroy", "Destroy/Delete Record Lifecycle Event"),
        AuditAction.Read or AuditAction.Vread or AuditAction.HistoryInstance or AuditAction.HistoryType or AuditAction.HistorySystem or AuditAction.Search
            or AuditAction.Create or AuditAction.Update or AuditAction.Patch or AuditAction.Delete or AuditAction.Operation
            or AuditAction.Release or AuditAction.Reject or AuditAction.Redirect or AuditAction.Split or AuditAction.Retract or AuditAction.Unseal => new(EventType, "rest", "RESTful Operation"),
    };

    public static AuditCode? SubtypeOf(AuditAction action) => action switch
    {
        AuditAction.Read => new(Interactions, "read"),
        AuditAction.Vread => new(Interactions, "vread"),
        AuditAction.HistoryInstance => new(Interactions, "history-instance"),
        AuditAction.HistoryType => new(Interactions, "history-type"),
        AuditAction.HistorySystem => new(Interactions, "history-system"),
        AuditAction.Search => new(Interactions, "search-type"),
        AuditAction.Create => new(Interactions, "create"),
        AuditAction.Update => new(Interactions, "update"),
        AuditAction.Patch => new(Interactions, "patch"),
        AuditAction.Delete => new(Interactions, "delete"),
        AuditAction.Operation => new(Interactions, "operation"),
        AuditAction.Release => new(Review, "release"),
        AuditAction.Reject => new(Review, "reject"),
        AuditAction.Redirect => new(Review, "redirect"),
        AuditAction.Split => new(Review, "split"),
        AuditAction.Retract => new(Review, "retract"),
        AuditAction.Unseal => new(Review, "unseal"),
        AuditAction.Login => new(Dicom, "110122", "Login"),
        AuditAction.Deliver or AuditAction.Attest or AuditAction.Destroy or AuditAction.Export => null,
    };

    /// <summary>Create, Read, Update, Delete or Execute.</summary>
    public static AuditCode ActionOf(AuditAction action) => new(string.Empty, action switch
    {
        AuditAction.Create => "C",
        AuditAction.Read or AuditAction.Vread or AuditAction.HistoryInstance or AuditAction.Deliver or AuditAction.Unseal or AuditAction.Export => "R",
        AuditAction.Update or AuditAction.Patch or AuditAction.Release or AuditAction.Reject or AuditAction.Redirect or AuditAction.Split
            or AuditAction.Retract => "U",
        AuditAction.Delete or AuditAction.Destroy => "D",
        AuditAction.Search or AuditAction.HistoryType or AuditAction.HistorySystem or AuditAction.Operation or AuditAction.Login or AuditAction.Attest => "E",
    });

    /// <summary>Success, or a failure: of the request (4) or of the gateway (8).</summary>
    public static AuditCode OutcomeOf(AuditOutcome outcome) => new(string.Empty, outcome switch
    {
        AuditOutcome.Done or AuditOutcome.Held => "0",
        AuditOutcome.Refused or AuditOutcome.Denied or AuditOutcome.NotFound => "4",
        AuditOutcome.Deferred or AuditOutcome.Failed => "8",
    });

    /// <summary>What AuditEvent.outcomeDesc says; none for a plain success.</summary>
    public static string? DescriptionOf(AuditOutcome outcome, string? why) => outcome switch
    {
        AuditOutcome.Done => null,
        AuditOutcome.Held => "held for review",
        AuditOutcome.Refused => With("refused", why),
        AuditOutcome.Deferred => With("deferred", why),
        AuditOutcome.Denied => With("denied", why),
        AuditOutcome.NotFound => "not found",
        AuditOutcome.Failed => With("failed", why),
    };

    private static string With(string outcome, string? why) => why is null ? outcome : $"{outcome}: {why}";
}
