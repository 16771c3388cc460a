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
        Activity = new CodeableConcept(DataOperation, ActivityOf(entry.Action)),
        Agent = [.. AgentsOf(entry)],
        Entity = entry.Version > 1
            ? [new() { Role = Provenance.ProvenanceEntityRole.Revision, What = new ResourceReference($"{entry.Resource}/_history/{entry.Version - 1}") }]
            : [],
    };

    private static string ActivityOf(AuditAction action) => action switch
    {
        AuditAction.Create => "CREATE",
        AuditAction.Delete => "DELETE",
        _ => "UPDATE",
    };

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
