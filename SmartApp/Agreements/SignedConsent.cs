using Hl7.Fhir.Model;
using SmartApp.Charts;
using SmartApp.Connections;

namespace SmartApp.Agreements;

/// <summary>The Consent by which somebody agrees, or declines, to the rules of a clinic: the profile engagement-agreement. Pure.</summary>
internal static class SignedConsent
{
    private const string Messaging = "messaging-agreement";

    public static Consent Of(Agreement agreement, MyChart chart, bool agrees, DateTimeOffset now) => new()
    {
        Status = agrees ? Consent.ConsentState.Active : Consent.ConsentState.Rejected,
        Scope = new CodeableConcept("http://terminology.hl7.org/CodeSystem/consentscope", "treatment"),
        Category = [new CodeableConcept("http://loinc.org", "59284-0"), new CodeableConcept(Terms.ConsentCategories, Messaging)],
        Patient = new ResourceReference($"Patient/{chart.Id}"),
        DateTimeElement = new FhirDateTime(now),
        Performer = [new ResourceReference(chart.Sender)],
        Policy =
        [
            new Consent.PolicyComponent { Uri = agreement.Address, Extension = [new Extension(Terms.AgreementVersion, new FhirString(agreement.Version))] },
        ],
    };

    /// <summary>Those by which this person agreed and which she may take back.</summary>
    public static IEnumerable<Consent> InForce(Bundle? found, MyChart chart) => (found?.Entry ?? []).Select(entry => entry.Resource).OfType<Consent>()
        .Where(consent => consent.Status is Consent.ConsentState.Active && consent.Performer.Exists(performer => performer.Reference == chart.Sender))
        .Where(consent => consent.Category.SelectMany(category => category.Coding).Any(coding => coding is { System: Terms.ConsentCategories, Code: Messaging }));
}
