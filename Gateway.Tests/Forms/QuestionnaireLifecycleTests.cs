using System.Collections.Immutable;
using Gateway.Forms;
using Gateway.Resources;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Forms;

public sealed class QuestionnaireLifecycleTests
{
    [Fact]
    public void Statuses_move_as_published() => StatusSteps.Hold(
        QuestionnaireLifecycle.Statuses,
        """
        draft: active retired
        active: retired
        retired:
        unknown: draft active retired
        """,
        (from, to) => Check(AForm(from), form => form.Status = to));

    [Fact]
    public void Published_questions_stay()
    {
        static void Reword(Questionnaire form) => form.Item[0].Text = "Since when?";

        Assert.Empty(Check(AForm(PublicationStatus.Draft), Reword));
        Assert.Equal("Questionnaire.item", Assert.Single(Check(AForm(PublicationStatus.Active), Reword)).Expression);
        Assert.Equal("Questionnaire.item", Assert.Single(Check(AForm(PublicationStatus.Retired), Reword)).Expression);
        Assert.Equal("Questionnaire.version", Assert.Single(Check(AForm(PublicationStatus.Active), form => form.Version = "2")).Expression);
    }

    [Fact]
    public void A_title_may_be_mended() => Assert.Empty(Check(AForm(PublicationStatus.Active), form => form.Title = "Knee pain"));

    private static ImmutableArray<Issue> Check(Questionnaire before, Action<Questionnaire> change)
    {
        var after = (Questionnaire)before.DeepCopy();
        change(after);
        return QuestionnaireLifecycle.Check(before, after);
    }

    private static Questionnaire AForm(PublicationStatus status) => new()
    {
        Status = status,
        Version = "1",
        Item = [new Questionnaire.ItemComponent { LinkId = "1", Type = Questionnaire.QuestionnaireItemType.String, Text = "When did it start?" }],
    };
}
