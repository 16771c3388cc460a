using System.Collections.Immutable;
using Hl7.Fhir.Model;
using SmartApp.Boxes;
using SmartApp.Connections;
using SmartApp.Launch;
using SmartApp.Requests;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Tests.AddOn;

/// <summary>What is asked of patients, without a page: from the form to the request, and how far it is.</summary>
public sealed class RequestFormTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly LaunchState _lee = new() { Ehr = "sandbox", Registration = "sandbox/staff", User = "Practitioner/dr-lee", AccessToken = "none" };

    private static readonly Questionnaire _pressure = new()
    {
        Url = "https://clinic.example/Questionnaire/pressure",
        Item =
        [
            new() { LinkId = "upper", Type = Questionnaire.QuestionnaireItemType.Integer },
            new() { LinkId = "group", Type = Questionnaire.QuestionnaireItemType.Group, Item = [new() { LinkId = "lower", Type = Questionnaire.QuestionnaireItemType.Decimal }] },
            new() { LinkId = "words", Type = Questionnaire.QuestionnaireItemType.Text },
        ],
    };

    [Theory]
    [InlineData("once", null, null, null)]
    [InlineData("daily", 1, 1, Timing.UnitsOfTime.D)]
    [InlineData("twice-daily", 2, 1, Timing.UnitsOfTime.D)]
    [InlineData("weekly", 1, 1, Timing.UnitsOfTime.Wk)]
    [InlineData("fortnightly", 1, 2, Timing.UnitsOfTime.Wk)]
    [InlineData("monthly", 1, 1, Timing.UnitsOfTime.Mo)]
    public void Each_rhythm_becomes_a_timing_and_is_known_again(string rhythm, int? frequency, int? period, Timing.UnitsOfTime? unit)
    {
        var timing = Rhythm.TimingOf(rhythm, 4);

        Assert.Equal((frequency, (decimal?)period, unit), (timing?.Repeat!.Frequency, timing?.Repeat!.Period, timing?.Repeat!.PeriodUnit));
        Assert.Equal(rhythm, Rhythm.Of(timing));
    }

    [Fact]
    public void What_was_filled_in_becomes_a_request_with_its_ranges()
    {
        var form = Filled() with { Rhythm = "weekly", Within = "1wk", Bounds = Bounds(("low.upper", "100"), ("high.upper", "140"), ("high.lower", "90,5"), ("low.words", "1")) };

        var request = RequestWriter.Of(form, _lee, "susie-smith", _pressure);

        Assert.Equal(
            ("Patient/susie-smith", "Patient/susie-smith", "Practitioner/dr-lee", "2026-11-30T12:00:00+00:00"),
            (request.Subject!.Reference, request.Recipient.Single().Reference, request.Requester!.Reference, request.Occurrence!.ToString()));
        var within = (Duration)request.GetExtension(Terms.RequestSchedule)!.GetExtension("answerWithin")!.Value!;
        Assert.Equal((1m, "wk"), (within.Value, within.Code));
        Assert.Equal(
            [("upper", 100m, 140m), ("lower", null, 90.5m)],
            request.GetExtensions(Terms.ExpectedRange).Select(range => (
                ((FhirString)range.GetExtension("linkId")!.Value!).Value!, (range.GetExtension("low")?.Value as Quantity)?.Value, (range.GetExtension("high")?.Value as Quantity)?.Value)));
    }

    [Fact]
    public void What_is_not_right_is_told_at_its_field()
    {
        var form = Filled() with { Text = "", Rhythm = "daily", Times = "61", Bounds = Bounds(("low.upper", "140"), ("high.upper", "100"), ("low.lower", "much")) };

        Assert.Equal(
            [("high.upper", "requests.error.order"), ("low.lower", "boxes.error.number"), ("text", "requests.error.text"), ("times", "requests.error.times")],
            form.Errors(RequestWriter.NumbersIn(_pressure.Item)).Select(error => (error.Key, error.Value)).Order());
        Assert.Empty((Filled() with { Times = "never" }).Errors([]));
    }

    [Theory]
    [InlineData(RequestStatus.Active, null, AskedState.Planned)]
    [InlineData(RequestStatus.Active, 1, AskedState.Awaited)]
    [InlineData(RequestStatus.Active, -1, AskedState.Overdue)]
    [InlineData(RequestStatus.OnHold, null, AskedState.Paused)]
    [InlineData(RequestStatus.Revoked, null, AskedState.Stopped)]
    [InlineData(RequestStatus.Completed, null, AskedState.Done)]
    internal void A_request_tells_how_far_it_is(RequestStatus status, int? hoursLeft, AskedState state)
    {
        var request = RequestWriter.Of(Filled(), _lee, "susie-smith", null);
        (request.Id, request.Status) = ("one", status);
        request.AddExtension(Terms.RequestCourse, null!);
        request.GetExtension(Terms.RequestCourse)!.AddExtension("next", new Instant(_now.AddDays(1)));
        List<FhirTask> tasks = [new() { Status = FhirTask.TaskStatus.Completed }, new() { Status = FhirTask.TaskStatus.Failed }];
        if (hoursLeft is { } hours)
        {
            tasks.Add(new() { Status = FhirTask.TaskStatus.Requested, Restriction = new() { Period = new() { EndElement = new FhirDateTime(_now.AddHours(hours)) } } });
        }

        var asked = AskedFor.Of(request, tasks, _now)!;

        Assert.Equal((state, 1, 1), (asked.State, asked.Answered, asked.Missed));
        Assert.Equal(state switch { AskedState.Planned => _now.AddDays(1), AskedState.Awaited or AskedState.Overdue => _now.AddHours(hoursLeft!.Value), _ => null }, asked.At);
    }

    [Fact]
    public void A_request_that_the_gateway_does_not_keep_is_not_among_them() =>
        Assert.Null(AskedFor.Of(RequestWriter.Of(Filled(), _lee, "susie-smith", null), [], _now));

    [Theory]
    [InlineData("https://clinic.example/Questionnaire/pressure", "es", "pressure-es")]
    [InlineData("https://clinic.example/Questionnaire/pressure|1.0", "en", "pressure")]
    [InlineData("https://clinic.example/Questionnaire/pressure-es", "en", "pressure")]
    [InlineData("https://clinic.example/Questionnaire/weight", "es", "weight")]
    [InlineData("https://clinic.example/Questionnaire/gone", "en", null)]
    public void A_box_is_shown_in_the_readers_language_where_it_has_a_twin(string canonical, string language, string? expected) =>
        Assert.Equal(expected, BoxReader.Twin([Box("pressure", "en"), Box("pressure-es", "es"), Box("weight", "en")], canonical, language)?.Id);

    private static Box Box(string id, string language) =>
        new(id, id, null, null) { Form = new Questionnaire { Url = $"https://clinic.example/Questionnaire/{id}", Language = language } };

    private static RequestForm Filled() => RequestForm.New(_now) with { Text = "Please check your blood pressure." };

    private static ImmutableDictionary<string, string> Bounds(params (string Field, string Value)[] given) => given.ToImmutableDictionary(one => one.Field, one => one.Value);
}
