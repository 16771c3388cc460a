using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Charts;

/// <summary>A RelatedPerson as a grant: this person may act for that patient, while it is active and inside its period.</summary>
internal sealed record ProxyGrant(
    ResourceKey RelatedPerson,
    PatientId Chart,
    bool Active,
    ImmutableArray<string> Relationships,
    PartialDate? Start,
    PartialDate? End,
    ImmutableArray<PersonName> Names)
{
    /// <summary>In force on a day: active, and inside the period, whose last day counts.</summary>
    public bool InForce(DateOnly today) => Active && !(Start?.FirstDay() > today) && !(End?.LastDay() < today);
}
