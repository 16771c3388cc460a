using Gateway.References;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Audit;

/// <summary>Writes what the audit trail tells of a change as a Provenance: which version, by whom, for whom.</summary>
internal static class ProvenanceWriter
{
    private const string DataOperation = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";
    private const string Participant = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    public static Provenance Of(AuditEntry entry) => new()
    {
        Target = [new ResourceReference($"{entry.Resource}/_history/{entry.Version}")],
        Recorded = TrailWriter.RecordedAt(entry),
        Activity = ActivityOf(entry.Action),
        Agent = [.. AgentsOf(entry)],
        Entity = [.. EntitiesOf(entry)],
    };

    private static CodeableConcept ActivityOf(AuditAction action) => action switch
    {
        AuditAction.Create => new(DataOperation, "CREATE"),
        AuditAction.Delete => new(DataOperation, "DELETE"),
        AuditAction.Attest => new(AuditCodes.Lifecycle, "attest"),
        AuditAction.Release => new(AuditCodes.Lifecycle, "unhold"),
        AuditAction.Reject or AuditAction.Redirect or AuditAction.Split or AuditAction.Retract => new(AuditCodes.Lifecycle, "deprecate"),
        _ => new(DataOperation, "UPDATE"),
    };

    // What a message was made from is told; what was made from it is in other charts, and theirs to tell.
    private static IEnumerable<Provenance.EntityComponent> EntitiesOf(AuditEntry entry)
    {
        if (entry.Version > 1)
        {
            yield return new() { Role = Provenance.ProvenanceEntityRole.Revision, What = new ResourceReference($"{entry.Resource}/_history/{entry.Version - 1}") };
        }

        if (entry is { Action: AuditAction.Create, Related: { } source })
        {
            yield return new() { Role = Provenance.ProvenanceEntityRole.Source, What = new ResourceReference(source) };
        }
    }

    private static IEnumerable<Provenance.AgentComponent> AgentsOf(AuditEntry entry)
    {
        var client = new ResourceReference { Identifier = new Identifier { Value = entry.Client } };
        if (entry.Person is not { } person)
        {
            yield return Agent("author", client);
            yield break;
        }

        var author = Agent("author", new ResourceReference(person));
        author.OnBehalfOf = IsProxy(person, entry.Chart) ? new ResourceReference($"Patient/{entry.Chart}") : null;
        yield return author;
        yield return Agent("enterer", client);
    }

    // A family member in somebody else's chart acts for that patient; staff acts for nobody.
    private static bool IsProxy(string person, string? chart) => chart is not null && ResourceKey.TryParse(person, out var key)
        && (key.Type == "RelatedPerson" || (key.Type == "Patient" && key.Id != chart));

    private static Provenance.AgentComponent Agent(string role, ResourceReference who) => new() { Type = new CodeableConcept(Participant, role), Who = who };
}
