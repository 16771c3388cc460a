using System.Collections.Immutable;
using Gateway.Engagement;
using Gateway.Resources;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Engagement;

public sealed class ConsentLifecycleTests
{
    [Fact]
    public void Statuses_move_as_published() => StatusSteps.Hold(
        ConsentLifecycle.Statuses,
        """
        draft: proposed active rejected entered-in-error
        proposed: active rejected entered-in-error
        active: inactive entered-in-error
        rejected: entered-in-error
        inactive: entered-in-error
        entered-in-error:
        """,
        (from, to) => Check(AConsent(from), consent => consent.Status = to));

    [Fact]
    public void Terms_are_open_until_the_consent_is_given()
    {
        static void NewTerms(Consent consent) => consent.Provision = new Consent.provisionComponent { Type = Consent.ConsentProvisionType.Deny };

        Assert.Empty(Check(AConsent(Consent.ConsentState.Proposed), NewTerms));
        Assert.Equal("Consent.provision", Assert.Single(Check(AConsent(Consent.ConsentState.Active), NewTerms)).Expression);
        Assert.Equal("Consent.provision", Assert.Single(Check(AConsent(Consent.ConsentState.Rejected), NewTerms)).Expression);
    }

    [Fact]
    public void A_consent_never_moves_to_another_patient() => Assert.Equal(
        "Consent.patient",
        Assert.Single(Check(AConsent(Consent.ConsentState.Draft), consent => consent.Patient = new ResourceReference("Patient/other"))).Expression);

    [Fact]
    public void A_consent_is_a_patients() =>
        Assert.Equal("Consent.patient", Assert.Single(ConsentLifecycle.Check(null, new Consent { Status = Consent.ConsentState.Active })).Expression);

    [Fact]
    public void A_refusal_can_be_recorded_from_the_start() => Assert.Empty(ConsentLifecycle.Check(null, AConsent(Consent.ConsentState.Rejected)));

    private static ImmutableArray<Issue> Check(Consent before, Action<Consent> change)
    {
        var after = (Consent)before.DeepCopy();
        change(after);
        return ConsentLifecycle.Check(before, after);
    }

    private static Consent AConsent(Consent.ConsentState status) => new() { Status = status, Patient = new ResourceReference("Patient/anna") };
}
