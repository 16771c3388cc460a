using Hl7.Fhir.Model;
using static Hl7.Fhir.Model.Questionnaire;

namespace Gateway.Forms;

/// <summary>Whether a question is asked at all, given the answers to others (R4 Questionnaire.item.enableWhen). Pure.</summary>
internal static class EnablePolicy
{
    /// <param name="item">The question.</param>
    /// <param name="answers">What was answered, by link id.</param>
    public static bool IsAsked(ItemComponent item, ILookup<string, DataType> answers) => item.EnableWhen.Count == 0
        || (item.EnableBehavior == EnableWhenBehavior.Any
            ? item.EnableWhen.Exists(condition => Holds(condition, answers))
            : item.EnableWhen.TrueForAll(condition => Holds(condition, answers)));

    // One answer of several that fits is enough; and what was not answered fits nothing but "there is no answer".
    private static bool Holds(EnableWhenComponent condition, ILookup<string, DataType> answers)
    {
        var given = answers[condition.Question ?? string.Empty];
        return condition.Operator switch
        {
            QuestionnaireItemOperator.Exists => given.Any() == ((condition.Answer as FhirBoolean)?.Value ?? true),
            QuestionnaireItemOperator.Equal => given.Any(answer => AnswerValues.AreAlike(answer, condition.Answer)),
            QuestionnaireItemOperator.NotEqual => given.Any(answer => !AnswerValues.AreAlike(answer, condition.Answer)),
            QuestionnaireItemOperator.GreaterThan => given.Any(answer => AnswerValues.Compare(answer, condition.Answer) > 0),
            QuestionnaireItemOperator.LessThan => given.Any(answer => AnswerValues.Compare(answer, condition.Answer) < 0),
            QuestionnaireItemOperator.GreaterOrEqual => given.Any(answer => AnswerValues.Compare(answer, condition.Answer) >= 0),
            QuestionnaireItemOperator.LessOrEqual => given.Any(answer => AnswerValues.Compare(answer, condition.Answer) <= 0),
            null => true,
        };
    }
}
