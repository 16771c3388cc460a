using System.Text;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Audit;

/// <summary>Writes an entry of the audit trail as an AuditEvent, after IHE's Basic Audit Log Patterns (BALP 1.1).</summary>
internal static class AuditEventWriter
{
    private const string EntityType = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private const string EntityRole = "http://terminology.hl7.org/CodeSystem/object-role";
    private const string Participation = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private const string SourceType = "http://terminology.hl7.org/CodeSystem/security-source-type";

    public static AuditEvent Of(AuditEntry entry, string server)
    {
        var subtype = AuditCodes.SubtypeOf(entry.Action);
        return new AuditEvent
        {
            Meta = BalpProfiles.Of(entry) is { } profile ? new Meta { Profile = [profile] } : null,
            Type = Coding(AuditCodes.TypeOf(entry.Action)),
            Subtype = subtype is { } code ? [Coding(code)] : [],
            Action = Hl7.Fhir.Utility.EnumUtility.ParseLiteral<AuditEvent.AuditEventAction>(AuditCodes.ActionOf(entry.Action).Code),
            Recorded = TrailWriter.RecordedAt(entry),
            Outcome = Hl7.Fhir.Utility.EnumUtility.ParseLiteral<AuditEvent.AuditEventOutcome>(AuditCodes.OutcomeOf(entry.Outcome).Code),
            OutcomeDesc = AuditCodes.DescriptionOf(entry.Outcome, entry.Why),
            Agent = [.. AgentsOf(entry, server)],
            Source = new AuditEvent.SourceComponent
            {
                Observer = Named(server),
                Type = [new Coding(SourceType, "4", "Application Server")],
            },
            Entity = [.. EntitiesOf(entry)],
        };
    }

    private static IEnumerable<AuditEvent.AgentComponent> AgentsOf(AuditEntry entry, string server)
    {
        // The data flows to the client from what is read, and from the client in a write or a query.
        var isFromServer = entry.Action is AuditAction.Read or AuditAction.Vread or AuditAction.HistoryInstance or AuditAction.Unseal;
        yield return new()
        {
            Type = Role(isFromServer),
            Who = Named(entry.Client),
            Requestor = entry.Person is null,
            Network = new AuditEvent.NetworkComponent
            {
                Address = entry.Address ?? "unknown",
                Type = entry.Address is null ? AuditEvent.AuditEventAgentNetworkType.N1 : AuditEvent.AuditEventAgentNetworkType.N2,
            },
        };
        yield return new()
        {
            Type = Role(!isFromServer),
            Who = Named(server),
            Requestor = false,
            Network = new AuditEvent.NetworkComponent { Address = server, Type = AuditEvent.AuditEventAgentNetworkType.N5 },
        };
        if (entry.Person is { } person)
        {
            var isAuthor = entry.Action is AuditAction.Create or AuditAction.Update or AuditAction.Patch or AuditAction.Delete or AuditAction.Attest
                or AuditAction.Release or AuditAction.Reject or AuditAction.Redirect or AuditAction.Split or AuditAction.Retract;
            yield return new()
            {
                Type = isAuthor ? new CodeableConcept(Participation, "AUT", "author") : new CodeableConcept(Participation, "IRCP", "information recipient"),
                Who = new ResourceReference(person),
                Requestor = true,
            };
        }
    }

    private static IEnumerable<AuditEvent.EntityComponent> EntitiesOf(AuditEntry entry)
    {
        if (entry.Query is { } query)
        {
            yield return QueryOf(entry.Resource, entry.Action == AuditAction.Operation, query);
        }
        else if (entry.Resource is { } resource && resource.Contains('/', StringComparison.Ordinal))
        {
            yield return new()
            {
                What = new ResourceReference(entry.Version is { } version ? $"{resource}/_history/{version}" : resource),
                Type = new Coding(EntityType, "2", "System Object"),
                Role = new Coding(EntityRole, "4", "Domain Resource"),
                Detail = [.. DetailsOf(entry)],
            };
        }

        foreach (var related in entry.Related?.Split(' ') ?? [])
        {
            yield return new()
            {
                What = new ResourceReference(related),
                Type = new Coding(EntityType, "2", "System Object"),
                Role = new Coding(EntityRole, "4", "Domain Resource"),
            };
        }

        if (entry.Chart is { } chart)
        {
            yield return new()
            {
                What = new ResourceReference($"Patient/{chart}"),
                Type = new Coding(EntityType, "1", "Person"),
                Role = new Coding(EntityRole, "1", "Patient"),
            };
        }

        if (entry.RequestId is { } requestId)
        {
            yield return new()
            {
                What = Named(requestId),
                Type = new Coding(BalpProfiles.RequestIdSystem, "XrequestId"),
            };
        }
    }

    private static AuditEvent.EntityComponent QueryOf(string? type, bool isOperation, string query) => new()
    {
        Type = new Coding(EntityType, "2", "System Object"),
        Role = new Coding(EntityRole, "24", "Query"),
        Query = Encoding.UTF8.GetBytes(isOperation ? $"{type}/{query}" : $"{type}?{query}"),
    };

    private static IEnumerable<AuditEvent.DetailComponent> DetailsOf(AuditEntry entry)
    {
        if (entry.PolicyVersion is { } policy)
        {
            yield return new() { Type = "policy-version", Value = new FhirString(policy) };
        }

        if (entry.Reasons is { } reasons)
        {
            yield return new() { Type = "reasons", Value = new FhirString(reasons) };
        }
    }

    private static CodeableConcept Role(bool isSource) => isSource
        ? new CodeableConcept(AuditCodes.Dicom, "110153", "Source Role ID")
        : new CodeableConcept(AuditCodes.Dicom, "110152", "Destination Role ID");

    private static Coding Coding(AuditCode code) => new(code.System, code.Code, code.Display);

    private static ResourceReference Named(string value) => new() { Identifier = new Identifier { Value = value } };
}
