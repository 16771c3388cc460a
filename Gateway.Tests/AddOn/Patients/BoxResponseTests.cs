using Hl7.Fhir.Model;
using SmartApp.Boxes;
using static Hl7.Fhir.Model.Questionnaire;

namespace Gateway.Tests.AddOn.Patients;

/// <summary>What is made of a form that was filled in.</summary>
public sealed class BoxResponseTests
{
    [Fact]
    public void What_is_needed_and_not_answered_is_said_at_its_field()
    {
        var (_, errors) = BoxResponse.Of(Asking(new ItemComponent { LinkId = "drug", Type = QuestionnaireItemType.String, Required = true }), BoxAnswers.None);

        Assert.Equal(("q.drug", "boxes.error.needed"), (Assert.Single(errors).Key, errors.Values.Single()));
    }

    [Theory]
    [InlineData(QuestionnaireItemType.Integer, "5", "5")]
    [InlineData(QuestionnaireItemType.Integer, "five", null)]
    [InlineData(QuestionnaireItemType.Decimal, "5,5", "5.5")]
    [InlineData(QuestionnaireItemType.Date, "2026-12-01", "2026-12-01")]
    [InlineData(QuestionnaireItemType.Date, "tomorrow", null)]
    [InlineData(QuestionnaireItemType.Boolean, "true", "true")]
    [InlineData(QuestionnaireItemType.Boolean, "perhaps", null)]
    [InlineData(QuestionnaireItemType.DateTime, "2026-12-01T08:30", "2026-12-01T08:30:00+00:00")]
    public void Each_kind_of_question_takes_its_kind_of_answer(QuestionnaireItemType type, string given, string? made)
    {
        var (response, errors) = BoxResponse.Of(Asking(new ItemComponent { LinkId = "one", Type = type }), Filled(("q.one", given)));

        Assert.Equal(made, (response.Item.SingleOrDefault()?.Answer.Single().Value as PrimitiveType)?.ToString());
        Assert.Equal(made is null, errors.ContainsKey("q.one"));
    }

    [Fact]
    public void A_question_that_is_not_asked_after_another_answer_is_left_out()
    {
        var form = Asking(
            new ItemComponent { LinkId = "changed", Type = QuestionnaireItemType.Boolean },
            new ItemComponent
            {
                LinkId = "change",
                Type = QuestionnaireItemType.Text,
                Required = true,
                EnableWhen = [new EnableWhenComponent { Question = "changed", Operator = QuestionnaireItemOperator.Equal, Answer = new FhirBoolean(true) }],
            });

        var (no, none) = BoxResponse.Of(form, Filled(("q.changed", "false"), ("q.change", "It hurts")));
        var (_, needed) = BoxResponse.Of(form, Filled(("q.changed", "true")));

        Assert.Equal(("changed", 0), (Assert.Single(no.Item).LinkId, none.Count));
        Assert.Equal("q.change", Assert.Single(needed).Key);
    }

    [Fact]
    public void A_group_that_repeats_has_a_row_for_each_and_a_further_one_may_stay_empty()
    {
        var group = new ItemComponent
        {
            LinkId = "reading",
            Type = QuestionnaireItemType.Group,
            Repeats = true,
            Item = [new ItemComponent { LinkId = "weight", Type = QuestionnaireItemType.Decimal, Required = true }],
        };

        var (response, errors) = BoxResponse.Of(Asking(group), Filled(("q.reading.rows", "3"), ("q.reading.0.weight", "70"), ("q.reading.1.weight", "71.5")));

        Assert.Equal((2, 0), (response.Item.Count, errors.Count));
    }

    [Fact]
    public void What_is_none_of_the_options_is_refused_unless_another_answer_is_welcome()
    {
        var options = new List<AnswerOptionComponent> { new() { Value = new Coding("s", "mild", "Mild") } };

        var (_, errors) = BoxResponse.Of(Asking(new ItemComponent { LinkId = "bad", Type = QuestionnaireItemType.Choice, AnswerOption = options }), Filled(("q.bad", "awful")));
        var (open, _) = BoxResponse.Of(Asking(new ItemComponent { LinkId = "bad", Type = QuestionnaireItemType.OpenChoice, AnswerOption = options }), Filled(("q.bad.other", "awful")));

        Assert.Equal("boxes.error.choice", errors["q.bad"]);
        Assert.Equal("awful", ((FhirString)open.Item.Single().Answer.Single().Value!).Value);
    }

    private static Questionnaire Asking(params List<ItemComponent> items) => new() { Url = "https://clinic.example/box", Version = "1", Item = items };

    private static BoxAnswers Filled(params ReadOnlySpan<(string Field, string Value)> fields)
    {
        var all = BoxAnswers.None;
        foreach (var (field, value) in fields)
        {
            all = all with { Fields = all.Fields.SetItem(field, [value]) };
        }

        return all;
    }
}
