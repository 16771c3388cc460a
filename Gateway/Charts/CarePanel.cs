using System.Collections.Immutable;
using System.ComponentModel;
using Gateway.References;

namespace Gateway.Charts;

/// <summary>A clinician's patients, as the EHR's care teams have them.</summary>
/// <param name="Members">The places in care teams, with the days they are for.</param>
[ImmutableObject(true)]
internal sealed record CarePanel(ImmutableArray<CareMembership> Members)
{
    /// <summary>There are more than a query should list; none is named then.</summary>
    public bool IsTooLong { get; init; }

    public ImmutableArray<PatientId> PatientsOn(DateOnly today) =>
        [.. Members.Where(member => member.InForce(today)).Select(member => member.Patient).Distinct()];
}

/// <summary>One place in the care team of a patient.</summary>
/// <param name="Patient">Whose team it is.</param>
/// <param name="Start">The first day; open if null.</param>
/// <param name="End">The last day; open if null.</param>
internal sealed record CareMembership(PatientId Patient, PartialDate? Start, PartialDate? End)
{
    public bool InForce(DateOnly today) => !(Start?.FirstDay() > today) && !(End?.LastDay() < today);
}
