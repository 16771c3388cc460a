using System.Collections.Immutable;
using System.Globalization;
using Fhir.Profiles;
using Hl7.Fhir.Model;

namespace Gateway.Forms;

/// <summary>A form with the answers that a message carries in it.</summary>
/// <param name="Form">The questions, as published.</param>
/// <param name="Response">The answers, contained in the message.</param>
/// <param name="Index">Which of the contained resources they are.</param>
internal sealed record FilledForm(MessageForm Form, QuestionnaireResponse Response, int Index)
{
    /// <summary>FHIRPath of the answers.</summary>
    public string Path { get; } = string.Create(CultureInfo.InvariantCulture, $"Communication.contained[{Index}]");

    /// <summary>The details of a message (code system message-detail) that it was asked for and gives.</summary>
    public ImmutableHashSet<string> Details =>
    [
        .. AnsweredIn(Response.Item)
            .SelectMany(item => Form.ItemsById.GetValueOrDefault(item.LinkId ?? string.Empty)?.Code ?? [])
            .Where(code => code is { System: Canonicals.MessageDetail, Code: not null })
            .Select(code => code.Code!),
    ];

    /// <summary>
    /// The elements of the message whose words the clinic wrote and not the sender: the questions, as they were published, and the text that was made
    /// of the answers. A question stays the sender's where the answer is a bare yes, number or date, which says nothing without it.
    /// </summary>
    public ImmutableHashSet<string> NotTheSenders(Communication message)
    {
        var found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        AddQuestions(Response.Item, Path, found);
        if (message.Topic?.Text == Form.Questionnaire.Title)
        {
            found.Add("Communication.topic.text");
        }

        var made = FormText.Of(Response, Form.Questionnaire.Language);
        foreach (var (index, payload) in message.Payload.Index())
        {
            if (payload.Content is FhirString text && text.Value == made)
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"Communication.payload[{index}].content"));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Questions and options get the words with which they were published: what a reader is shown is what was asked.</summary>
    public void Complete()
    {
        Response.Language ??= Form.Questionnaire.Language;
        foreach (var item in FlatOf(Response.Item))
        {
            if (Form.ItemsById.GetValueOrDefault(item.LinkId ?? string.Empty) is not { } asked)
            {
                continue;
            }

            item.Text = asked.Text;
            foreach (var chosen in item.Answer.Select(answer => answer.Value).OfType<Coding>())
            {
                chosen.Display = asked.AnswerOption.Select(option => option.Value).OfType<Coding>()
                    .FirstOrDefault(option => option.System == chosen.System && option.Code == chosen.Code)?.Display ?? chosen.Display;
            }
        }
    }

    private void AddQuestions(List<QuestionnaireResponse.ItemComponent> items, string path, ImmutableHashSet<string>.Builder found)
    {
        foreach (var (index, item) in items.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}.item[{index}]");
            if (item.Text == Form.ItemsById.GetValueOrDefault(item.LinkId ?? string.Empty)?.Text && !item.Answer.Exists(answer => NeedsQuestion(answer.Value)))
            {
                found.Add($"{place}.text");
            }

            AddQuestions(item.Item, place, found);
            foreach (var (nth, answer) in item.Answer.Index())
            {
                AddQuestions(answer.Item, string.Create(CultureInfo.InvariantCulture, $"{place}.answer[{nth}]"), found);
            }
        }
    }

    private static bool NeedsQuestion(DataType? answer) =>
        answer is FhirBoolean { Value: true } or Integer or FhirDecimal or Quantity or Date or FhirDateTime or Time;

    private static IEnumerable<QuestionnaireResponse.ItemComponent> AnsweredIn(IEnumerable<QuestionnaireResponse.ItemComponent> items) =>
        FlatOf(items).Where(item => item.Answer.Exists(answer => answer.Value is not null));

    private static IEnumerable<QuestionnaireResponse.ItemComponent> FlatOf(IEnumerable<QuestionnaireResponse.ItemComponent> items) =>
        items.SelectMany(item => FlatOf(item.Item.Concat(item.Answer.SelectMany(answer => answer.Item))).Prepend(item));
}
