using Fhir.Profiles;
using Hl7.Fhir.Model;

namespace Gateway.Forms;

/// <summary>A published Questionnaire that serves as a structured message box.</summary>
/// <param name="Questionnaire">The questions.</param>
/// <param name="Purpose">What a message of it is for, as a coding of recipient-purpose.</param>
internal sealed record MessageForm(Questionnaire Questionnaire, Coding Purpose)
{
    /// <summary>The form that a Questionnaire is; null if it is none, because it says neither intake nor what its messages are for.</summary>
    public static MessageForm? Of(Questionnaire questionnaire) =>
        questionnaire.Code.Any(code => code is { System: Canonicals.QuestionnairePurpose, Code: "intake" })
        && questionnaire.UseContext.SelectMany(context => (context.Value as CodeableConcept)?.Coding ?? [])
            .FirstOrDefault(coding => coding.System == Canonicals.RecipientPurposes) is { } purpose
            ? new MessageForm(questionnaire, purpose)
            : null;

    /// <summary>It takes answers: neither a draft nor retired.</summary>
    public bool IsOpen => Questionnaire.Status == PublicationStatus.Active;

    /// <summary>All its questions and groups by link id.</summary>
    public Dictionary<string, Questionnaire.ItemComponent> ItemsById { get; } =
        FlatOf(Questionnaire.Item).GroupBy(item => item.LinkId ?? string.Empty).ToDictionary(item => item.Key, item => item.First(), StringComparer.Ordinal);

    private static IEnumerable<Questionnaire.ItemComponent> FlatOf(IEnumerable<Questionnaire.ItemComponent> items) =>
        items.SelectMany(item => FlatOf(item.Item).Prepend(item));
}
