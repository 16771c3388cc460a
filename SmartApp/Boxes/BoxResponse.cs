using System.Globalization;
using Hl7.Fhir.Model;
using static Hl7.Fhir.Model.Questionnaire;

namespace SmartApp.Boxes;

/// <summary>Makes of what was filled in a QuestionnaireResponse, and says which fields are not right yet. Pure.</summary>
internal sealed class BoxResponse
{
    public const int MostRows = 12;

    private readonly BoxAnswers answers;
    private readonly Dictionary<string, string> errors = [];

    private BoxResponse(BoxAnswers answers) => this.answers = answers;

    /// <param name="form">The questions.</param>
    /// <param name="answers">What was filled in.</param>
    /// <returns>The response, and by field the name of the sentence that says what is wrong.</returns>
    public static (QuestionnaireResponse Response, IReadOnlyDictionary<string, string> Errors) Of(Questionnaire form, BoxAnswers answers)
    {
        var making = new BoxResponse(answers);
        var response = new QuestionnaireResponse
        {
            Status = QuestionnaireResponse.QuestionnaireResponseStatus.Completed,
            Questionnaire = form.Version is null ? form.Url : $"{form.Url}|{form.Version}",
            Item = [.. making.ItemsOf(form.Item, "")],
        };
        return (response, making.errors);
    }

    /// <summary>The name of a question's field; in a row of a group that repeats, with the row's number.</summary>
    public static string FieldOf(string row, ItemComponent question) => $"{BoxAnswers.Prefix}{row}{question.LinkId}";

    public static string RowOf(string row, ItemComponent group, int number) => string.Create(CultureInfo.InvariantCulture, $"{row}{group.LinkId}.{number}.");

    public static string CountOf(string row, ItemComponent group) => $"{BoxAnswers.Prefix}{row}{group.LinkId}.rows";

    /// <summary>How many rows a group has that repeats.</summary>
    public static int RowsOf(string row, ItemComponent group, BoxAnswers answers) =>
        group.Repeats == true && int.TryParse(answers.Value(CountOf(row, group)), CultureInfo.InvariantCulture, out var rows) ? Math.Clamp(rows, 1, MostRows) : 1;

    /// <summary>Whether a question is asked, after what else was answered. What cannot be told here is asked; the gateway judges it again.</summary>
    public static bool IsAsked(ItemComponent question, BoxAnswers answers) =>
        question.EnableWhen.Count == 0
        || (question.EnableBehavior == EnableWhenBehavior.Any ? question.EnableWhen.Exists(condition => Holds(condition, answers)) : question.EnableWhen.TrueForAll(condition => Holds(condition, answers)));

    private static bool Holds(EnableWhenComponent condition, BoxAnswers answers)
    {
        var field = $"{BoxAnswers.Prefix}{condition.Question}";
        var expected = condition.Answer switch
        {
            FhirBoolean value => value.Value == true ? "true" : "false",
            Coding coding => coding.Code ?? "",
            PrimitiveType value => value.ToString() ?? "",
            _ => null,
        };
        return condition.Operator switch
        {
            QuestionnaireItemOperator.Exists => (answers.Value(field).Length > 0) == ((condition.Answer as FhirBoolean)?.Value ?? true),
            QuestionnaireItemOperator.Equal when expected is not null => answers.Has(field, expected),
            QuestionnaireItemOperator.NotEqual when expected is not null => answers.Value(field).Length > 0 && !answers.Has(field, expected),
            _ => true,
        };
    }

    private IEnumerable<QuestionnaireResponse.ItemComponent> ItemsOf(List<ItemComponent> questions, string row)
    {
        foreach (var question in questions.Where(question => question.Type != QuestionnaireItemType.Display && IsAsked(question, answers)))
        {
            foreach (var item in question.Type == QuestionnaireItemType.Group ? GroupsOf(question, row) : AnswerTo(question, row))
            {
                yield return item;
            }
        }
    }

    private IEnumerable<QuestionnaireResponse.ItemComponent> GroupsOf(ItemComponent group, string row)
    {
        var rows = RowsOf(row, group, answers);
        for (var number = 0; number < rows; number++)
        {
            var known = errors.Count;
            var inside = ItemsOf(group.Item, RowOf(row, group, number)).ToList();
            if (inside.Count > 0)
            {
                yield return new QuestionnaireResponse.ItemComponent { LinkId = group.LinkId, Text = group.Text, Item = inside };
            }
            else if (number > 0 && errors.Count > known)
            {
                // A further row that was left empty is no answer.
                foreach (var field in errors.Keys.Skip(known).ToList())
                {
                    errors.Remove(field);
                }
            }
        }
    }

    private IEnumerable<QuestionnaireResponse.ItemComponent> AnswerTo(ItemComponent question, string row)
    {
        var field = FieldOf(row, question);
        var values = ValuesOf(question, field).ToList();
        if (values.Count > 0)
        {
            yield return new QuestionnaireResponse.ItemComponent
            {
                LinkId = question.LinkId,
                Text = question.Text,
                Answer = [.. values.Select(value => new QuestionnaireResponse.AnswerComponent { Value = value })],
            };
        }
        else if (question.Required == true)
        {
            errors.TryAdd(field, "boxes.error.needed");
        }
    }

    private IEnumerable<DataType> ValuesOf(ItemComponent question, string field)
    {
        if (question.Type == QuestionnaireItemType.Attachment)
        {
            if (FileOf(field) is { } file)
            {
                yield return file;
            }

            yield break;
        }

        foreach (var text in (answers.Fields.TryGetValue(field, out var given) ? given : []).Select(text => text.Trim()).Where(text => text.Length > 0))
        {
            if (ValueOf(question, text) is { } value)
            {
                yield return value;
            }
            else
            {
                errors.TryAdd(field, $"boxes.error.{KindOf(question)}");
            }
        }

        // Whoever has something else to say than what is offered.
        if (question.Type == QuestionnaireItemType.OpenChoice && answers.Value($"{field}.other").Trim() is { Length: > 0 } other)
        {
            yield return new FhirString(other);
        }
    }

    private static DataType? ValueOf(ItemComponent question, string text) => question.Type switch
    {
        QuestionnaireItemType.Boolean => text is "true" or "false" ? new FhirBoolean(text == "true") : null,
        QuestionnaireItemType.Integer => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new Integer(number) : null,
        QuestionnaireItemType.Decimal => decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? new FhirDecimal(number) : null,
        QuestionnaireItemType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? new Date(text) : null,
        // A browser gives no zone: what is meant is the clock of whoever writes, so the day and minute stand and the zone is UTC as with all our times.
        QuestionnaireItemType.DateTime => DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new FhirDateTime(new DateTimeOffset(time, TimeSpan.Zero)) : null,
        QuestionnaireItemType.Choice or QuestionnaireItemType.OpenChoice => OptionOf(question, text),
        QuestionnaireItemType.Url => Uri.TryCreate(text, UriKind.Absolute, out _) ? new FhirUri(text) : null,
        _ => question.MaxLength is { } most && text.Length > most ? null : new FhirString(text),
    };

    public static string NameOf(DataType? option) => option switch
    {
        Coding coding => coding.Code ?? coding.Display ?? "",
        PrimitiveType value => value.ToString() ?? "",
        _ => "",
    };

    public static string SaidOf(DataType? option) => option switch
    {
        Coding coding => coding.Display ?? coding.Code ?? "",
        PrimitiveType value => value.ToString() ?? "",
        _ => "",
    };

    private static DataType? OptionOf(ItemComponent question, string text) =>
        question.AnswerOption.Select(option => option.Value).OfType<DataType>().FirstOrDefault(option => NameOf(option) == text)?.DeepCopy() as DataType;

    private Attachment? FileOf(string field)
    {
        if (answers.Value($"{field}.data") is not { Length: > 0 } data)
        {
            return null;
        }

        if (data.Length > BoxAnswers.LargestFile || !Convert.TryFromBase64String(data, new byte[data.Length], out _))
        {
            errors.TryAdd(field, "boxes.error.file");
            return null;
        }

        return new Attachment
        {
            ContentType = answers.Value($"{field}.type") is { Length: > 0 } type ? type : "application/octet-stream",
            Title = answers.Value($"{field}.title"),
            Data = Convert.FromBase64String(data),
        };
    }

    private static string KindOf(ItemComponent question) => question.Type switch
    {
        QuestionnaireItemType.Integer or QuestionnaireItemType.Decimal => "number",
        QuestionnaireItemType.Date or QuestionnaireItemType.DateTime => "date",
        QuestionnaireItemType.String or QuestionnaireItemType.Text => "long",
        _ => "choice",
    };
}
