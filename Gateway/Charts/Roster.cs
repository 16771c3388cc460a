using System.Collections.Immutable;
using System.ComponentModel;
using Gateway.References;

namespace Gateway.Charts;

/// <summary>Who is in a team of the EHR: practitioners, their roles, with the days they are for.</summary>
[ImmutableObject(true)]
internal sealed record Roster(ImmutableArray<RosterPlace> Places)
{
    public IEnumerable<ResourceKey> MembersOn(DateOnly today) => Places.Where(place => place.InForce(today)).Select(place => place.Member);
}

/// <summary>One place in a team.</summary>
internal sealed record RosterPlace(ResourceKey Member, PartialDate? Start, PartialDate? End)
{
    public bool InForce(DateOnly today) => !(Start?.FirstDay() > today) && !(End?.LastDay() < today);
}
