using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Forms;

/// <summary>What may change about a Questionnaire: once published, the questions stay, because answers were given to them.</summary>
internal static class QuestionnaireLifecycle
{
    public static readonly Transitions<PublicationStatus> Statuses = new(
        "Questionnaire.status",
        [PublicationStatus.Draft, PublicationStatus.Active],
        (PublicationStatus.Draft, [PublicationStatus.Active, PublicationStatus.Retired]),
        (PublicationStatus.Active, [PublicationStatus.Retired]),
        (PublicationStatus.Retired, []),
        (PublicationStatus.Unknown, [PublicationStatus.Draft, PublicationStatus.Active, PublicationStatus.Retired]));

    private static readonly Protection Published = new(
        "A published questionnaire keeps this: retire it and publish a new version.",
        "status", "title", "description", "purpose", "contact", "publisher", "approvalDate", "lastReviewDate", "effectivePeriod", "date",
        "experimental", "useContext", "jurisdiction", "copyright", "text", "language");

    /// <param name="before">What is stored; null for a new Questionnaire.</param>
    /// <param name="after">What shall be stored.</param>
    public static ImmutableArray<Issue> Check(Questionnaire? before, Questionnaire after) =>
    [
        .. Statuses.Check(before?.Status, after.Status),
        .. before is { Status: PublicationStatus.Active or PublicationStatus.Retired } ? Published.Check(before, after) : [],
    ];
}
