using System.Collections.Immutable;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Engagement;

/// <summary>Decides how a sender stands to the agreement. Who writes signs: a proxy's own signature counts for the proxy, the patient's for the patient. Pure.</summary>
internal static class AgreementPolicy
{
    /// <param name="signed">All agreements recorded for the chart.</param>
    /// <param name="sender">Every identity of who writes.</param>
    /// <param name="rules">The agreement asked for.</param>
    /// <param name="today">The day it is asked on.</param>
    public static AgreementStanding StandingOf(
        IEnumerable<SignedAgreement> signed, ImmutableArray<ResourceKey> sender, AgreementRules rules, DateOnly today)
    {
        var own = signed.Where(agreement => agreement.Signers.Any(sender.Contains)).OrderByDescending(agreement => agreement.Decided).ToArray();
        if (own.Any(agreement => agreement.State == Consent.ConsentState.Active && Counts(agreement, rules, today)))
        {
            return AgreementStanding.InForce;
        }

        return own.FirstOrDefault(agreement => agreement.State is not (Consent.ConsentState.Draft or Consent.ConsentState.Proposed or Consent.ConsentState.EnteredInError))?.State switch
        {
            Consent.ConsentState.Active => AgreementStanding.Outdated,
            Consent.ConsentState.Inactive => AgreementStanding.Withdrawn,
            Consent.ConsentState.Rejected => AgreementStanding.Declined,
            _ => AgreementStanding.NeverSigned,
        };
    }

    private static bool Counts(SignedAgreement agreement, AgreementRules rules, DateOnly today) =>
        agreement.Version == rules.Version
        || rules.AlsoAccepted?.Contains(agreement.Version) == true
        || today <= rules.EarlierUntil;
}
