using System.Collections.Immutable;
using Gateway.Evisits;
using Gateway.References;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Tests.Evisits;

/// <summary>Which time is recorded on a message, and by whom.</summary>
public sealed class TimePolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ResourceKey Lee = new("Practitioner", "dr-lee");
    private static readonly ResourceKey Kim = new("Practitioner", "nurse-kim");

    public static TheoryData<string> Senseless =>
    [
        "", "start=2026-03-02T08:00:00Z", "end=2026-03-02T08:00:00Z", "start=2026-03-02T08:00:00Z&end=2026-03-02T08:10:00Z&minutes=10",
        "start=yesterday&minutes=10", "start=2026-03-02&minutes=10", "start=2026-03-02T08:00:00&minutes=10", "minutes=-1", "minutes=481", "minutes=5.5",
        "minutes=5&person=Patient/susie", "minutes=5&person=lee", "minutes=5&exclusion=no-consent", "minutes=5&replaces=first",
    ];

    [Theory]
    [MemberData(nameof(Senseless))]
    public void What_cannot_be_read_is_told(string query)
    {
        var (request, issues) = TimeRequest.Read(Inputs(query));

        Assert.Null(request);
        Assert.NotEmpty(issues);
    }

    [Theory]
    [InlineData("minutes=12", "08:48", "09:00")]
    [InlineData("minutes=12&end=2026-03-02T08:30:00Z", "08:18", "08:30")]
    [InlineData("minutes=12&start=2026-03-02T02:18:00-06:00", "08:18", "08:30")]
    [InlineData("start=2026-03-02T08:18:00.5Z&end=2026-03-02T08:30:00.5Z", "08:18", "08:30")]
    public void Two_of_three_tell_the_span(string query, string start, string end)
    {
        var put = Assert.IsType<TimeDecision.Put>(Decide(query));

        Assert.Equal((start, end, Lee, 7), (Clock(put.Time.Start), Clock(put.Time.End), put.Time.Person, put.Time.Number));
    }

    [Theory]
    [InlineData("minutes=5&end=2026-03-02T09:00:01Z")]
    [InlineData("start=2026-03-02T08:00:00Z&end=2026-03-02T07:00:00Z")]
    [InlineData("start=2026-03-01T08:00:00Z&end=2026-03-02T08:00:00Z")]
    [InlineData("minutes=0")]
    [InlineData("minutes=0&replaces=3")]
    public void A_span_that_cannot_be_is_refused(string query) =>
        Assert.Equal(TimeRefusal.Senseless, Assert.IsType<TimeDecision.Refuse>(Decide(query)).Kind);

    [Fact]
    public void A_reason_is_recorded_without_time() => Assert.IsType<TimeDecision.Put>(Decide("minutes=0&exclusion=post-operative"));

    [Fact]
    public void Who_signs_in_records_and_corrects_her_own_time_and_a_system_anybodys()
    {
        var task = Worked(new RecordedTime(2, Kim, Now.AddMinutes(-20), Now.AddMinutes(-10), null));

        Assert.Equal(TimeRefusal.NotTheirs, Assert.IsType<TimeDecision.Refuse>(Decide("minutes=5&person=Practitioner/nurse-kim", task)).Kind);
        Assert.Equal(TimeRefusal.NotTheirs, Assert.IsType<TimeDecision.Refuse>(Decide("minutes=5&replaces=2", task)).Kind);
        Assert.Equal(Kim, Assert.IsType<TimeDecision.Put>(Decide("minutes=5&replaces=2", task, caller: null)).Time.Person);
        Assert.Equal(TimeRefusal.Senseless, Assert.IsType<TimeDecision.Refuse>(Decide("minutes=5", task, caller: null)).Kind);
    }

    [Fact]
    public void A_correction_stands_in_the_place_of_what_it_corrects_or_leaves_nothing()
    {
        var task = Worked(new RecordedTime(2, Lee, Now.AddMinutes(-20), Now.AddMinutes(-10), null));

        var put = Assert.IsType<TimeDecision.Put>(Decide("minutes=15&replaces=2", task));
        put.Time.PutInto(task);
        Assert.Equal([(2, 15d)], RecordedTime.In(task).Select(time => (time.Number, (time.End - time.Start).TotalMinutes)));
        Assert.True(put.IsCorrection);
        Assert.IsType<TimeDecision.TakeBack>(Decide("minutes=0&replaces=2", task)).Time.TakeFrom(task);
        Assert.Empty(RecordedTime.In(task));
    }

    [Fact]
    public void The_same_again_is_known()
    {
        const string query = "start=2026-03-02T08:18:00Z&end=2026-03-02T08:30:00Z&exclusion=led-to-visit";
        var task = Worked();
        Assert.IsType<TimeDecision.Put>(Decide(query, task)).Time.PutInto(task);

        Assert.IsType<TimeDecision.Known>(Decide(query, task));
    }

    [Fact]
    public void A_task_takes_so_much_and_one_that_was_a_mistake_nothing()
    {
        var full = Worked([.. Enumerable.Range(1, TimePolicy.MostEntries).Select(number => new RecordedTime(number, Lee, Now.AddMinutes(-number - 1), Now.AddMinutes(-number), null))]);
        var mistake = Worked();
        mistake.Status = FhirTask.TaskStatus.EnteredInError;

        Assert.Equal(TimeRefusal.Senseless, Assert.IsType<TimeDecision.Refuse>(Decide("minutes=5", full)).Kind);
        Assert.IsType<TimeDecision.Put>(Decide("minutes=5&replaces=4", full));
        Assert.Equal(TimeRefusal.Ended, Assert.IsType<TimeDecision.Refuse>(Decide("minutes=5", mistake)).Kind);
    }

    private static TimeDecision Decide(string query, FhirTask? task = null) => Decide(query, task ?? Worked(), Lee);

    private static TimeDecision Decide(string query, FhirTask task, ResourceKey? caller)
    {
        var (request, issues) = TimeRequest.Read(Inputs(query));
        Assert.Empty(issues);
        return TimePolicy.Decide(task, request!, caller, 7, Now);
    }

    private static FhirTask Worked(params ImmutableArray<RecordedTime> times)
    {
        var task = new FhirTask { Status = FhirTask.TaskStatus.Completed };
        foreach (var time in times)
        {
            time.PutInto(task);
        }

        return task;
    }

    private static Dictionary<string, string> Inputs(string query) =>
        query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
