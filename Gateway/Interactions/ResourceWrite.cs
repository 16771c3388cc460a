using Gateway.Access;
using Gateway.References;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Interactions;

/// <summary>Somebody's wish to store a resource.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Resource">The resource as sent; planning stamps it.</param>
/// <param name="Reader">Who wishes it.</param>
internal sealed record ResourceWrite(ServedType Type, Resource Resource, Reader Reader)
{
    /// <summary>How the audit trail tells the change of what is there: what is patched is stored as an update is.</summary>
    public AuditAction Action { get; init; } = AuditAction.Update;

    /// <summary>What the same transaction stores and deletes, by key.</summary>
    public IReadOnlyDictionary<ResourceKey, Sibling> Beside { get; init; } = Sibling.None;

    /// <summary>The id it gets if it is new; one is made up if none is given.</summary>
    public string? NewId { get; init; }
}
