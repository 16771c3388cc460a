using Gateway.Interactions;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Bundles;

/// <summary>A writing entry on its way to a plan: its own copy of the resource, since planning changes it, and what it will write.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Resource">The copy.</param>
/// <param name="Match">What its condition came to, if it has one.</param>
/// <param name="NewId">The id of what it makes, if it makes something without an id.</param>
internal sealed record EntryDraft(BundleEntry Entry, Resource? Resource, Conditions.Match? Match, string NewId)
{
    /// <summary>What it writes, or finds there already; null if it does neither.</summary>
    public ResourceKey? Key => (Entry, Match) switch
    {
        (_, Conditions.Match.Refused) => null,
        (_, Conditions.Match.One one) => new ResourceKey(one.Resource.ResourceType, one.Resource.ResourceId),
        ({ Target: EntryTarget.One target }, _) => new ResourceKey(Entry.Type.Name, target.Id),
        ({ Interaction: Interaction.Create }, _) => new ResourceKey(Entry.Type.Name, NewId),
        ({ Interaction: Interaction.Update }, _) => new ResourceKey(Entry.Type.Name, Resource?.Id ?? NewId),
        _ => null,
    };

    /// <summary>Whether it stores its resource, unless something stands against it.</summary>
    public bool Stores => Entry.Interaction == Interaction.Update || (Entry.Interaction == Interaction.Create && Match is null or Conditions.Match.None);
}
