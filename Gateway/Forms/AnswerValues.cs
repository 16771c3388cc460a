using Hl7.Fhir.Model;

namespace Gateway.Forms;

/// <summary>Compares answers, and knows which kind of answer a question takes. Pure.</summary>
internal static class AnswerValues
{
    /// <summary>The same answer: of a code that is its system and code, whatever it is called.</summary>
    public static bool AreAlike(DataType? one, DataType? other) => (one, other) switch
    {
        (Coding first, Coding second) => first.Code == second.Code && (first.System == second.System || first.System is null || second.System is null),
        (ResourceReference first, ResourceReference second) => first.Reference == second.Reference,
        (FhirString first, FhirString second) => first.Value == second.Value,
        (FhirBoolean first, FhirBoolean second) => first.Value == second.Value,
        _ => Compare(one, other) == 0,
    };

    /// <summary>Below zero, zero or above it; null where the two cannot be compared.</summary>
    public static int? Compare(DataType? one, DataType? other) => (NumberOf(one), NumberOf(other)) switch
    {
        ({ } first, { } second) when UnitOf(one) == UnitOf(other) => first.CompareTo(second),
        _ => (TimeOf(one), TimeOf(other)) is ({ } first, { } second) ? CompareTimes(first, second) : null,
    };

    /// <summary>Whether a question of this type takes this answer.</summary>
    public static bool IsOfType(DataType answer, Questionnaire.ItemComponent question) => question.Type switch
    {
        Questionnaire.QuestionnaireItemType.Boolean => answer is FhirBoolean,
        Questionnaire.QuestionnaireItemType.Decimal => answer is FhirDecimal,
        Questionnaire.QuestionnaireItemType.Integer => answer is Integer,
        Questionnaire.QuestionnaireItemType.Date => answer is Date,
        Questionnaire.QuestionnaireItemType.DateTime => answer is FhirDateTime,
        Questionnaire.QuestionnaireItemType.Time => answer is Time,
        Questionnaire.QuestionnaireItemType.String or Questionnaire.QuestionnaireItemType.Text => answer is FhirString,
        Questionnaire.QuestionnaireItemType.Url => answer is FhirUri,
        Questionnaire.QuestionnaireItemType.Choice => question.AnswerOption.Count > 0 ? IsOffered(answer, question) : answer is Coding,
        Questionnaire.QuestionnaireItemType.OpenChoice => answer is FhirString or Coding,
        Questionnaire.QuestionnaireItemType.Attachment => answer is Attachment,
        Questionnaire.QuestionnaireItemType.Reference => answer is ResourceReference,
        Questionnaire.QuestionnaireItemType.Quantity => answer is Quantity,
        Questionnaire.QuestionnaireItemType.Group or Questionnaire.QuestionnaireItemType.Display
 or null => false,
    };

    private static bool IsOffered(DataType answer, Questionnaire.ItemComponent question) =>
        question.AnswerOption.Exists(option => AreAlike(answer, option.Value));

    private static decimal? NumberOf(DataType? value) => value switch
    {
        Integer number => number.Value,
        FhirDecimal number => number.Value,
        Quantity quantity => quantity.Value,
        _ => null,
    };

    private static string? UnitOf(DataType? value) => value is Quantity quantity ? quantity.Code ?? quantity.Unit : null;

    private static string? TimeOf(DataType? value) => value switch
    {
        Date date => date.Value,
        FhirDateTime time => time.Value,
        Time time => time.Value,
        _ => null,
    };

    // As far as both say: a day within a month is neither before nor after that month.
    private static int CompareTimes(string one, string other)
    {
        var length = Math.Min(one.Length, other.Length);
        return string.CompareOrdinal(one[..length], other[..length]);
    }
}
