using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;
using ResponseStatus = Hl7.Fhir.Model.QuestionnaireResponse.QuestionnaireResponseStatus;

namespace Gateway.Forms;

/// <summary>What may change about a QuestionnaireResponse: answers while they are being given, and afterwards only as an amendment.</summary>
internal static class ResponseLifecycle
{
    public static readonly Transitions<ResponseStatus> Statuses = new(
        "QuestionnaireResponse.status",
        [ResponseStatus.InProgress, ResponseStatus.Completed],
        (ResponseStatus.InProgress, [ResponseStatus.Completed, ResponseStatus.Stopped, ResponseStatus.EnteredInError]),
        (ResponseStatus.Completed, [ResponseStatus.Amended, ResponseStatus.EnteredInError]),
        (ResponseStatus.Amended, [ResponseStatus.EnteredInError]),
        (ResponseStatus.EnteredInError, []),
        (ResponseStatus.Stopped, [ResponseStatus.EnteredInError]));

    private static readonly Protection Whose = new(
        "Whose answers these are, and to which questions, stays: make another response.",
        "status", "authored", "author", "source", "item", "contained", "text", "language");

    private static readonly Protection Answers = new(
        "Answers that were handed in change only as an amendment: set the status to amended.", "status", "text", "language");

    /// <param name="before">What is stored; null for a new response.</param>
    /// <param name="after">What shall be stored.</param>
    public static ImmutableArray<Issue> Check(QuestionnaireResponse? before, QuestionnaireResponse after) =>
    [
        .. Statuses.Check(before?.Status, after.Status),
        .. before is null ? [] : ProtectionOf(before, after).Check(before, after),
    ];

    private static Protection ProtectionOf(QuestionnaireResponse before, QuestionnaireResponse after) => (before.Status, after.Status) switch
    {
        (ResponseStatus.InProgress, _) => Whose,
        (ResponseStatus.Completed or ResponseStatus.Amended, ResponseStatus.Amended) => Whose,
        _ => Answers,
    };
}
