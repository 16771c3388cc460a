using Gateway.References;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Notifications;

/// <summary>What an event happened to, as it was then.</summary>
/// <param name="Key">Its type and id.</param>
/// <param name="Row">The version.</param>
/// <param name="Resource">The same, read.</param>
/// <param name="Context">What else the event is about, as <c>Type/id</c>.</param>
internal sealed record FoundFocus(ResourceKey Key, StoredVersion Row, Resource Resource, string? Context);
