using System.Collections.Immutable;
using System.Globalization;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Forms;

/// <summary>Holds answers to the questions they are given to: asked at all, given where they must be, of the right kind. Pure.</summary>
/// <remarks>There is no library for it on .NET (ADR 0043). Value sets are not expanded: a question with one takes any code.</remarks>
internal sealed class ResponsePolicy
{
    private readonly ImmutableArray<Issue>.Builder issues = ImmutableArray.CreateBuilder<Issue>();
    private readonly ILookup<string, DataType> answers;

    private ResponsePolicy(QuestionnaireResponse response) => answers = AnswersIn(response.Item).ToLookup(given => given.Id, given => given.Answer, StringComparer.Ordinal);

    /// <summary>Everything that is wrong with the answers; empty if they can be taken.</summary>
    /// <param name="form">The questions.</param>
    /// <param name="response">The answers.</param>
    /// <param name="path">FHIRPath of the response.</param>
    public static ImmutableArray<Issue> Check(Questionnaire form, QuestionnaireResponse response, string path)
    {
        var check = new ResponsePolicy(response);
        if (response.Status is not (QuestionnaireResponse.QuestionnaireResponseStatus.Completed or QuestionnaireResponse.QuestionnaireResponseStatus.Amended))
        {
            check.Add(OperationOutcome.IssueType.BusinessRule, "Answers are sent when they are complete: status is completed.", $"{path}.status");
        }

        check.Items(form.Item, response.Item, path);
        return check.issues.DrainToImmutable();
    }

    private void Items(List<Questionnaire.ItemComponent> asked, List<QuestionnaireResponse.ItemComponent> given, string path)
    {
        foreach (var (index, item) in given.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}.item[{index}]");
            if (asked.Find(question => question.LinkId == item.LinkId) is not { } question)
            {
                Add(OperationOutcome.IssueType.Value, "The questionnaire has no question with this link id here.", $"{place}.linkId");
            }
            else if (given.Take(index).Any(earlier => earlier.LinkId == item.LinkId) && !(question.Type == Questionnaire.QuestionnaireItemType.Group && question.Repeats == true))
            {
                Add(OperationOutcome.IssueType.Structure, "This question is answered twice.", place);
            }
            else
            {
                Item(question, item, place);
            }
        }

        foreach (var question in asked.Where(question => question.Required == true && EnablePolicy.IsAsked(question, answers) && !given.Exists(item => IsGiven(question, item))))
        {
            Add(
                OperationOutcome.IssueType.Required,
                question.Text is { } text ? $"An answer is needed to: {text}" : "An answer is needed to a question of the questionnaire.",
                $"{path}.item.where(linkId='{question.LinkId}')");
        }
    }

    private void Item(Questionnaire.ItemComponent question, QuestionnaireResponse.ItemComponent item, string path)
    {
        if (!EnablePolicy.IsAsked(question, answers))
        {
            if (item.Answer.Count > 0 || item.Item.Count > 0)
            {
                Add(OperationOutcome.IssueType.BusinessRule, "After what else was answered, this is not asked: leave it out.", path);
            }

            return;
        }

        if (item.Answer.Count > 1 && question.Repeats != true)
        {
            Add(OperationOutcome.IssueType.Structure, "This question takes one answer.", $"{path}.answer");
        }

        foreach (var (index, answer) in item.Answer.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}.answer[{index}]");
            Answer(question, answer, place);
            Items(question.Item, answer.Item, place);
        }

        if (item.Answer.Count == 0 || item.Item.Count > 0)
        {
            Items(question.Type == Questionnaire.QuestionnaireItemType.Group ? question.Item : [], item.Item, path);
        }
    }

    private void Answer(Questionnaire.ItemComponent question, QuestionnaireResponse.AnswerComponent answer, string path)
    {
        if (answer.Value is not { } value)
        {
            Add(OperationOutcome.IssueType.Required, "An answer has a value.", path);
        }
        else if (!AnswerValues.IsOfType(value, question))
        {
            Add(
                OperationOutcome.IssueType.Value,
                question.Type == Questionnaire.QuestionnaireItemType.Choice && question.AnswerOption.Count > 0
                    ? "This is none of the answers that are offered."
                    : "This question takes another kind of answer.",
                $"{path}.value");
        }
        else if (value is FhirString { Value: { } text } && question.MaxLength is { } most && text.Length > most)
        {
            Add(OperationOutcome.IssueType.Value, string.Create(CultureInfo.InvariantCulture, $"This answer has at most {most} characters."), $"{path}.value");
        }
        else if (value is FhirString written && string.IsNullOrWhiteSpace(written.Value))
        {
            Add(OperationOutcome.IssueType.Required, "This answer is blank: leave it out.", $"{path}.value");
        }
    }

    // A group is given when anything in it is.
    private static bool IsGiven(Questionnaire.ItemComponent question, QuestionnaireResponse.ItemComponent item) =>
        item.LinkId == question.LinkId && (item.Answer.Count > 0 || item.Item.Count > 0);

    private static IEnumerable<(string Id, DataType Answer)> AnswersIn(IEnumerable<QuestionnaireResponse.ItemComponent> items) => items.SelectMany(item =>
        item.Answer.Where(answer => answer.Value is not null).Select(answer => (item.LinkId ?? string.Empty, answer.Value!))
            .Concat(AnswersIn(item.Item.Concat(item.Answer.SelectMany(answer => answer.Item)))));

    private void Add(OperationOutcome.IssueType code, string sentence, string place) => issues.Add(new Issue(code, sentence, place));
}
