using Fhir.Profiles;
using Fhir.Profiles.Validation;
using Gateway.Forms;
using Gateway.Sufficiency;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Forms;

public sealed class ShippedQuestionnairesTests
{
    private static readonly Questionnaire[] Shipped = [.. FormLibrary.All()];

    public static TheoryData<string> Ids => [.. Shipped.Select(form => form.Id!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_is_a_message_box_that_keeps_its_profile(string id)
    {
        var form = Find(id);

        Assert.Empty(ProfileValidator.ValidateClaims(form, Canonicals.MessageQuestionnaire).Where(issue => issue.Severity is OperationOutcome.IssueSeverity.Error or OperationOutcome.IssueSeverity.Fatal));
        Assert.Equal($"https://fhirmessaging.org/fhir/Questionnaire/{id}", form.Url);
        Assert.True(MessageForm.Of(form)!.IsOpen);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_asks_in_English_and_in_Spanish(string id)
    {
        var (one, other) = (MessageForm.Of(Find(id))!, MessageForm.Of(Find(id.EndsWith("-es", StringComparison.Ordinal) ? id[..^3] : $"{id}-es"))!);

        Assert.Equal(one.ItemsById.Keys.Order(), other.ItemsById.Keys.Order());
        Assert.Equal(one.Purpose.Code, other.Purpose.Code);
        Assert.NotEqual(one.Questionnaire.Language, other.Questionnaire.Language);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_question_that_is_answered_with_a_yes_is_an_alarm(string id) =>
        Assert.All(
            MessageForm.Of(Find(id))!.ItemsById.Values.Where(item => item.Text is not null),
            item => Assert.Equal(Urgency.Routine, TriagePolicy.Assess(TriageReader.Read($"{item.Text} Yes"))));

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_a_question_gives_is_a_detail_that_a_check_knows(string id)
    {
        var known = Enum.GetValues<Detail>().Select(DetailQuestions.CodeOf).ToHashSet();

        Assert.All(
            MessageForm.Of(Find(id))!.ItemsById.Values.SelectMany(item => item.Code).Where(code => code.System == Canonicals.MessageDetail),
            code => Assert.Contains(code.Code!, known));
    }

    [Fact]
    public void The_details_that_are_published_are_those_that_a_check_asks_for()
    {
        var published = ((CodeSystem)ProfileLibrary.Parse(ProfileLibrary.FindByCanonical(Canonicals.MessageDetail)!)).Concept.Select(concept => concept.Code);

        Assert.Equal(Enum.GetValues<Detail>().Select(DetailQuestions.CodeOf).Order(), published.Order());
    }

    private static Questionnaire Find(string id) => Shipped.Single(form => form.Id == id);
}
