using System.Collections.Immutable;
using Gateway.Forms;
using Gateway.Resources;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using ResponseStatus = Hl7.Fhir.Model.QuestionnaireResponse.QuestionnaireResponseStatus;

namespace Gateway.Tests.Forms;

public sealed class ResponseLifecycleTests
{
    [Fact]
    public void Statuses_move_as_published() => StatusSteps.Hold(
        ResponseLifecycle.Statuses,
        """
        in-progress: completed stopped entered-in-error
        completed: amended entered-in-error
        amended: entered-in-error
        entered-in-error:
        stopped: entered-in-error
        """,
        (from, to) => Check(AResponse(from), response => response.Status = to));

    [Theory]
    [InlineData(nameof(ResponseStatus.InProgress), nameof(ResponseStatus.InProgress), true)]
    [InlineData(nameof(ResponseStatus.InProgress), nameof(ResponseStatus.Completed), true)]
    [InlineData(nameof(ResponseStatus.Completed), nameof(ResponseStatus.Completed), false)]
    [InlineData(nameof(ResponseStatus.Completed), nameof(ResponseStatus.Amended), true)]
    [InlineData(nameof(ResponseStatus.Amended), nameof(ResponseStatus.Amended), true)]
    [InlineData(nameof(ResponseStatus.Completed), nameof(ResponseStatus.EnteredInError), false)]
    [InlineData(nameof(ResponseStatus.Stopped), nameof(ResponseStatus.Stopped), false)]
    public void Answers_that_were_handed_in_change_as_an_amendment(string from, string to, bool allowed) => Assert.Equal(
        allowed ? [] : ["QuestionnaireResponse.item"],
        Check(AResponse(Enum.Parse<ResponseStatus>(from)), response =>
        {
            response.Status = Enum.Parse<ResponseStatus>(to);
            response.Item[0].Answer = [new QuestionnaireResponse.AnswerComponent { Value = new FhirString("Since Monday") }];
        }).Select(issue => issue.Expression));

    [Fact]
    public void Whose_answers_they_are_stays() => Assert.Equal(
        ["QuestionnaireResponse.questionnaire", "QuestionnaireResponse.subject"],
        Check(AResponse(ResponseStatus.InProgress), response =>
        {
            response.Questionnaire = "http://example.org/q|2";
            response.Subject = new ResourceReference("Patient/other");
        }).Select(issue => issue.Expression).Order(StringComparer.Ordinal));

    private static ImmutableArray<Issue> Check(QuestionnaireResponse before, Action<QuestionnaireResponse> change)
    {
        var after = (QuestionnaireResponse)before.DeepCopy();
        change(after);
        return ResponseLifecycle.Check(before, after);
    }

    private static QuestionnaireResponse AResponse(ResponseStatus status) => new()
    {
        Status = status,
        Questionnaire = "http://example.org/q|1",
        Subject = new ResourceReference("Patient/anna"),
        Item = [new QuestionnaireResponse.ItemComponent { LinkId = "1" }],
    };
}
