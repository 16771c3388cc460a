using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Audit;

/// <summary>Writes an entry of the audit trail as the resource that was asked for.</summary>
internal sealed class TrailWriter(PublicBase publicBase)
{
    public const string AuditEvent = "AuditEvent";
    public const string Provenance = "Provenance";

    /// <param name="type">AuditEvent or Provenance.</param>
    /// <param name="entry">The entry.</param>
    public byte[] Write(string type, AuditEntry entry)
    {
        DomainResource resource = type == Provenance ? ProvenanceWriter.Of(entry) : AuditEventWriter.Of(entry, publicBase.ToString());
        resource.Id = entry.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture);
        resource.Meta ??= new Meta();
        resource.Meta.VersionId = "1";
        resource.Meta.LastUpdated = RecordedAt(entry);
        return FhirJson.Serialize(resource);
    }

    /// <summary>As precisely as FHIR clients keep an instant.</summary>
    public static DateTimeOffset RecordedAt(AuditEntry entry) => entry.At.AddTicks(-(entry.At.Ticks % TimeSpan.TicksPerMillisecond)).ToUniversalTime();
}
