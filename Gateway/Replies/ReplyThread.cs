using System.Collections.Immutable;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Replies;

/// <summary>What a message of the EHR refers to of the gateway's, by the EHR's ids or by the identifiers that the gateway filed. Pure.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Bases">The servers that are known.</param>
internal sealed record ReplyThread(ImmutableArray<ThreadMessage> Messages, ImmutableArray<string> Bases)
{
    /// <summary>The one chart of all of them; none if there are several, or no messages.</summary>
    public PatientId? Chart => Messages.Select(message => message.Chart).Distinct().Take(2).ToArray() is [{ } only] ? only : null;

    /// <summary>The references of a message of the EHR that may lead to one of the gateway's.</summary>
    public static IEnumerable<ResourceReference> ReferencesIn(Communication message) => message.InResponseTo.Concat(message.PartOf);

    /// <summary>The EHR's id that a reference names; none if it names none.</summary>
    public static string? EhrIdIn(ResourceReference reference, ImmutableArray<string> bases) =>
        ReferenceTarget.Of(reference, bases) is ReferenceTarget.Literal { Key: { Type: "Communication" } key } ? key.Id : null;

    /// <summary>The gateway's id that a reference names by its identifier; none if it names none.</summary>
    public static string? MessageIdIn(ResourceReference reference) =>
        reference.Identifier is { System: MessageId.System, Value: { } value } && FhirId.IsValid(value) ? value : null;

    /// <summary>The EHR's ids that a message refers to, and that lead to nothing that is known here.</summary>
    public IEnumerable<string> Unnamed(Communication message) => ReferencesIn(message)
        .Select(reference => EhrIdIn(reference, Bases))
        .OfType<string>()
        .Where(ehrId => !Messages.Any(known => known.EhrId == ehrId));

    /// <summary>The reference as the gateway would have it, if it leads to a message of the gateway.</summary>
    public ResourceReference Named(ResourceReference reference)
    {
        var (ehrId, id) = (EhrIdIn(reference, Bases), MessageIdIn(reference));
        return Messages.FirstOrDefault(message => (ehrId is not null && message.EhrId == ehrId) || (id is not null && message.Id.Value == id)) is { } found
            ? new ResourceReference(found.Id.Key.ToString())
            : reference;
    }
}
