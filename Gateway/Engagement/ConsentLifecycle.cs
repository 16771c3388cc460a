using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Engagement;

/// <summary>What may change about a Consent: once it was given or refused, its terms stay, and other terms are another Consent.</summary>
internal static class ConsentLifecycle
{
    public static readonly Transitions<Consent.ConsentState> Statuses = new(
        "Consent.status",
        [Consent.ConsentState.Draft, Consent.ConsentState.Proposed, Consent.ConsentState.Active, Consent.ConsentState.Rejected],
        (Consent.ConsentState.Draft,
            [Consent.ConsentState.Proposed, Consent.ConsentState.Active, Consent.ConsentState.Rejected, Consent.ConsentState.EnteredInError]),
        (Consent.ConsentState.Proposed, [Consent.ConsentState.Active, Consent.ConsentState.Rejected, Consent.ConsentState.EnteredInError]),
        (Consent.ConsentState.Active, [Consent.ConsentState.Inactive, Consent.ConsentState.EnteredInError]),
        (Consent.ConsentState.Rejected, [Consent.ConsentState.EnteredInError]),
        (Consent.ConsentState.Inactive, [Consent.ConsentState.EnteredInError]),
        (Consent.ConsentState.EnteredInError, []));

    private static readonly Protection Terms = new(
        "A consent that was given or refused keeps its terms: end it and record another.", "status", "verification", "text", "language");

    private static readonly Protection Patient = new(
        "A consent stays with its patient: record another.",
        "status", "scope", "category", "dateTime", "performer", "organization", "source", "policy", "policyRule", "verification", "provision",
        "identifier", "contained", "text", "language");

    /// <param name="before">What is stored; null for a new Consent.</param>
    /// <param name="after">What shall be stored.</param>
    public static ImmutableArray<Issue> Check(Consent? before, Consent after) =>
    [
        .. Statuses.Check(before?.Status, after.Status),
        .. before is null ? [] : ProtectionOf(before).Check(before, after),
        .. after.Patient is null
            ? [new Issue(OperationOutcome.IssueType.Required, "A consent is a patient's: patient is needed.", "Consent.patient")]
            : ImmutableArray<Issue>.Empty,
    ];

    private static Protection ProtectionOf(Consent before) =>
        before.Status is Consent.ConsentState.Draft or Consent.ConsentState.Proposed ? Patient : Terms;
}
