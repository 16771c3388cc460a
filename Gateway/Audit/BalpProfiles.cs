using Gateway.Storage;

namespace Gateway.Audit;

/// <summary>Which profile of IHE's Basic Audit Log Patterns an entry keeps. They describe what succeeded; the rest claims none.</summary>
internal static class BalpProfiles
{
    public const string RequestIdSystem = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";

    private const string Base = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    public static string? Of(AuditEntry entry)
    {
        var name = entry switch
        {
            { Outcome: not (AuditOutcome.Done or AuditOutcome.Held) } => null,
            { Action: AuditAction.Read or AuditAction.Vread or AuditAction.HistoryInstance } => "Read",
            { Action: AuditAction.Search or AuditAction.HistoryType or AuditAction.HistorySystem } => "Query",
            { Action: AuditAction.Create } => "Create",
            { Action: AuditAction.Update or AuditAction.Patch } => "Update",
            { Action: AuditAction.Delete } => "Delete",
            _ => null,
        };
        return name is null ? null : $"{Base}{(entry.Chart is null ? string.Empty : "Patient")}{name}";
    }
}
