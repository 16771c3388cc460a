using Gateway.References;

namespace Gateway.Access;

/// <summary>In which charts a caller works: the table "Whose charts" of docs/security.md, as code.</summary>
internal static class CompartmentPolicy
{
    private static readonly Compartment.Open Nowhere = new(null, []);

    /// <param name="kind">Who signed in.</param>
    /// <param name="open">The charts that are open to that person today.</param>
    /// <param name="launch">The token's patient, after merges.</param>
    /// <param name="chosen">Whom the request says it acts for, after merges.</param>
    public static Compartment Of(PersonKind kind, OpenCharts open, PatientId? launch, PatientId? chosen) => (launch, chosen) switch
    {
        // A launch is in one chart: nobody leaves it by a header.
        ({ } chart, { } other) when chart != other => new Compartment.NotAllowed(),
        ({ } chart, _) => MayWorkIn(kind, open, chart) ? new Compartment.Open(chart, [chart]) : Nowhere,
        (null, { } chart) => MayActFor(kind, open, chart) ? new Compartment.Open(null, [chart]) : new Compartment.NotAllowed(),
        (null, null) => Unasked(kind, open),
    };

    private static bool MayWorkIn(PersonKind kind, OpenCharts open, PatientId chart) => kind switch
    {
        // The issuer says whom this is about, and nothing contradicts it.
        PersonKind.Nobody => true,
        // The EHR launched the app from that chart: who may open it is the EHR's to know.
        PersonKind.Clinician => true,
        PersonKind.Patient or PersonKind.RelatedPerson or PersonKind.Person => open.AsPatient.Contains(chart),
        PersonKind.Other => false,
    };

    private static bool MayActFor(PersonKind kind, OpenCharts open, PatientId chart) => kind switch
    {
        PersonKind.Patient or PersonKind.RelatedPerson or PersonKind.Person => open.AsPatient.Contains(chart),
        PersonKind.Nobody or PersonKind.Clinician or PersonKind.Other => false,
    };

    private static Compartment Unasked(PersonKind kind, OpenCharts open) => kind switch
    {
        PersonKind.Patient => new Compartment.Open(null, open.Own is { } own ? [own] : []),
        PersonKind.RelatedPerson or PersonKind.Person when open.AsPatient.Length > 1 => new Compartment.MustChoose(),
        PersonKind.RelatedPerson or PersonKind.Person => new Compartment.Open(null, open.AsPatient),
        PersonKind.Clinician when open.HasTooManyInCare => new Compartment.MustLaunch(),
        PersonKind.Clinician => new Compartment.Open(null, open.InCare),
        PersonKind.Nobody or PersonKind.Other => Nowhere,
    };
}
