using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Access;

/// <summary>The charts that the EHR, and the policy on proxies, open to a person today.</summary>
/// <param name="Own">The person's own; none for who is no patient here.</param>
/// <param name="AsProxy">Those of patients she may act for, by a grant that is in force.</param>
/// <param name="InCare">Those of a clinician's patients, by the care teams.</param>
internal sealed record OpenCharts(PatientId? Own, ImmutableArray<PatientId> AsProxy, ImmutableArray<PatientId> InCare)
{
    /// <summary>A clinician with more patients than can be listed: only a launch says which is meant.</summary>
    public bool HasTooManyInCare { get; init; }

    public static readonly OpenCharts None = new(null, [], []);

    /// <summary>Those in which she is a patient or acts for one.</summary>
    public ImmutableArray<PatientId> AsPatient => Own is { } own ? [own, .. AsProxy.Where(chart => chart != own)] : AsProxy;
}
