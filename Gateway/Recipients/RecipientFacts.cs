using System.Collections.Immutable;
using System.ComponentModel;
using Gateway.References;

namespace Gateway.Recipients;

/// <summary>What a list of recipients is made from: who cares for the patient, and what those people and the pools are called.</summary>
/// <param name="Relations">Who is tied to the chart, past and future ones included.</param>
/// <param name="Names">What the EHR calls them and the pools; whom it does not know is absent.</param>
internal sealed record RecipientFacts(ImmutableArray<CareRelation> Relations, ImmutableDictionary<ResourceKey, RecipientName> Names);

/// <summary>Who is tied to one chart; kept for a short while.</summary>
[ImmutableObject(true)]
internal sealed record CareRelations(ImmutableArray<CareRelation> All);

/// <summary>One who cares for the patient, and in which days.</summary>
/// <param name="Key">The clinician or organization.</param>
/// <param name="Display">What the reference to it said, for one that the EHR does not show by itself.</param>
/// <param name="Purpose">As what.</param>
/// <param name="Days">The periods that must all hold: of the team, and of the membership.</param>
internal sealed record CareRelation(ResourceKey Key, string? Display, Purpose Purpose, ImmutableArray<Days> Days)
{
    public bool InForce(DateOnly today) => Days.All(days => days.Include(today));
}

/// <summary>A period in whole days; its last day counts, and an end that cannot be read includes no day.</summary>
internal sealed record Days(PartialDate? Start, PartialDate? End, bool Readable = true)
{
    public bool Include(DateOnly today) => Readable && !(Start?.FirstDay() > today) && !(End?.LastDay() < today);
}

/// <summary>What somebody who can be written to is called.</summary>
/// <param name="Display">A name for people; none if the EHR has none.</param>
/// <param name="Active">False for one who is no longer there.</param>
[ImmutableObject(true)]
internal sealed record RecipientName(string? Display, bool Active);
