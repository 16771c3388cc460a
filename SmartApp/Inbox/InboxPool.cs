using Hl7.Fhir.Model;
using SmartApp.Connections;

namespace SmartApp.Inbox;

/// <summary>A pool as the gateway names it.</summary>
/// <param name="Key">As <c>Type/id</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Open">How much is open there; null if it is not this person's.</param>
/// <param name="IsScheduling">Whether it makes appointments.</param>
internal sealed record InboxPool(string Key, string Name, int? Open, bool IsScheduling)
{
    /// <summary>Null for what is no pool.</summary>
    public static InboxPool? Of(DomainResource resource) => Addressee.NameOf(resource) is { } name
        ? new InboxPool($"{resource.TypeName}/{resource.Id}", name, resource.GetExtensionValue<UnsignedInt>(Terms.OpenWork)?.Value, Addressee.PurposesOf(resource).Contains("scheduling"))
        : null;
}
