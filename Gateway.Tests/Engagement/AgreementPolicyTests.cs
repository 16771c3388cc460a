using System.Collections.Immutable;
using Gateway.Engagement;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Engagement;

public sealed class AgreementPolicyTests
{
    private static readonly ResourceKey Susie = new("Patient", "susie");
    private static readonly ResourceKey SusieAsProxy = new("RelatedPerson", "susie-of-johnny");
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly AgreementRules Rules = new(
        "3", ImmutableDictionary<string, AgreementText>.Empty.Add("en", new AgreementText("Rules", new Uri("https://clinic.example/rules"))));

    [Theory]
    [InlineData("3", Consent.ConsentState.Active, nameof(AgreementStanding.InForce))]
    [InlineData("2", Consent.ConsentState.Active, nameof(AgreementStanding.Outdated))]
    [InlineData("", Consent.ConsentState.Active, nameof(AgreementStanding.Outdated))]
    [InlineData("3", Consent.ConsentState.Inactive, nameof(AgreementStanding.Withdrawn))]
    [InlineData("3", Consent.ConsentState.Rejected, nameof(AgreementStanding.Declined))]
    [InlineData("3", Consent.ConsentState.Proposed, nameof(AgreementStanding.NeverSigned))]
    [InlineData("3", Consent.ConsentState.EnteredInError, nameof(AgreementStanding.NeverSigned))]
    public void The_version_in_force_must_stand_signed(string version, Consent.ConsentState state, string standing) =>
        Assert.Equal(standing, StandingOf(Rules, Signed(version, state, Susie)).ToString());

    [Fact]
    public void Without_a_signature_there_is_none() => Assert.Equal(AgreementStanding.NeverSigned, StandingOf(Rules));

    [Fact]
    public void What_somebody_else_signed_does_not_count() =>
        Assert.Equal(AgreementStanding.NeverSigned, StandingOf(Rules, Signed("3", Consent.ConsentState.Active, new ResourceKey("Patient", "mark"))));

    [Fact]
    public void A_person_signs_under_any_of_her_identities() =>
        Assert.Equal(AgreementStanding.InForce, StandingOf(Rules, Signed("3", Consent.ConsentState.Active, SusieAsProxy)));

    [Fact]
    public void A_change_may_leave_time_to_sign_anew()
    {
        var signed = Signed("2", Consent.ConsentState.Active, Susie);

        Assert.Equal(AgreementStanding.InForce, StandingOf(Rules with { EarlierUntil = Today }, signed));
        Assert.Equal(AgreementStanding.Outdated, StandingOf(Rules with { EarlierUntil = Today.AddDays(-1) }, signed));
        Assert.Equal(AgreementStanding.InForce, StandingOf(Rules with { AlsoAccepted = ["2"] }, signed));
    }

    [Fact]
    public void The_last_word_tells_why_it_is_not_in_force() => Assert.Equal(
        AgreementStanding.Withdrawn,
        StandingOf(Rules, Signed("2", Consent.ConsentState.Active, Susie), Signed("3", Consent.ConsentState.Inactive, Susie) with { Decided = DateTimeOffset.MaxValue }));

    private static AgreementStanding StandingOf(AgreementRules rules, params SignedAgreement[] signed) =>
        AgreementPolicy.StandingOf(signed, [Susie, SusieAsProxy], rules, Today);

    private static SignedAgreement Signed(string version, Consent.ConsentState state, ResourceKey by) =>
        new(version, state, [by], new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
