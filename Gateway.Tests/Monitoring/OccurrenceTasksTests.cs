using Gateway.Monitoring;
using Gateway.Policies;
using Gateway.References;
using Gateway.Routing;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Tests.Monitoring;

public sealed class OccurrenceTasksTests
{
    private static readonly ResourceKey Nurses = new("CareTeam", "pool-nurse-triage");
    private static readonly DateTimeOffset Eight = new(2026, 11, 2, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_reminded_of_once_then_overdue_then_nothing_becomes_of_it_by_itself()
    {
        var task = Asked();

        Assert.Equal((Eight.AddHours(36), OccurrenceStep.Remind), OccurrenceTasks.NextStep(task));
        OccurrenceTasks.Remind(task, Eight.AddHours(36));
        Assert.Equal((Eight.AddHours(48), OccurrenceStep.Overdue), OccurrenceTasks.NextStep(task));
        OccurrenceTasks.Escalate(task, Eight.AddHours(48));
        Assert.Null(OccurrenceTasks.NextStep(task));
        Assert.Equal((RequestPriority.Asap, true), (task.Priority, WorkTasks.IsEscalated(task)));
    }

    [Theory]
    [InlineData(47, "in-time")]
    [InlineData(48, "late")]
    public void An_answer_counts_when_it_is_late_and_says_so(int hours, string came)
    {
        var task = Asked();

        OccurrenceTasks.Answer(task, new ResourceKey("Communication", "m1"), Eight.AddHours(hours), Eight.AddHours(50));

        Assert.Equal((FhirTask.TaskStatus.Completed, came, "Communication/m1"), (task.Status, task.StatusReason!.Coding[0].Code, ((ResourceReference)task.Output[0].Value!).Reference));
        Assert.Null(OccurrenceTasks.NextStep(task));
    }

    [Fact]
    public void However_it_ends_its_two_statuses_agree()
    {
        foreach (var end in (Action<FhirTask, DateTimeOffset>[])[OccurrenceTasks.Pass, OccurrenceTasks.Cancel])
        {
            var (fresh, overdue) = (Asked(), Asked());
            OccurrenceTasks.Escalate(overdue, Eight);
            end(fresh, Eight);
            end(overdue, Eight);

            Assert.All(new[] { fresh, overdue }, task => Assert.Contains(task.Status!.Value, TaskLifecycle.BusinessStatuses[task.BusinessStatus!.Coding[0].Code!]));
            Assert.Null(OccurrenceTasks.NextStep(fresh));
        }
    }

    [Fact]
    public void What_came_before_it_passed_answers_it_also_when_that_is_seen_later()
    {
        var task = Asked();
        Assert.Equal([false, true, true], new[] { -1, 0, 500 }.Select(hours => OccurrenceTasks.CouldAnswer(task, Eight.AddHours(hours))));

        OccurrenceTasks.Pass(task, Eight.AddHours(96));
        Assert.Equal([false, true, false], new[] { -1, 95, 96 }.Select(hours => OccurrenceTasks.CouldAnswer(task, Eight.AddHours(hours))));
        OccurrenceTasks.Answer(task, new ResourceKey("Communication", "m1"), Eight.AddHours(1), Eight.AddHours(97));
        Assert.False(OccurrenceTasks.CouldAnswer(task, Eight.AddHours(2)));
    }

    [Fact]
    public void Nobody_but_the_gateway_makes_one() =>
        Assert.Equal("Task.code", Assert.Single(OccurrenceLifecycle.Check(null, Asked())).Expression);

    [Fact]
    public void The_pool_is_that_of_whoever_asks()
    {
        var rules = PolicyDocument.Default().Routing;
        var request = ARequestOnSchedule.Of(null);
        Assert.Equal(Nurses, AskedPool.Of(request, rules));

        request.Sender = new ResourceReference("CareTeam/pool-refill");
        Assert.Equal(new ResourceKey("CareTeam", "pool-refill"), AskedPool.Of(request, rules));

        request.Sender = null;
        var scheduling = new ResourceKey("CareTeam", "pool-scheduling");
        var with = rules with { Pools = rules.Pools.SetItem(scheduling, rules.Pools[scheduling] with { Members = [new ResourceKey("Practitioner", "dr-lee")] }) };
        Assert.Equal(scheduling, AskedPool.Of(request, with));
        Assert.Equal(ARequestOnSchedule.Chicago, AskedPool.ZoneOf(scheduling, with)!.Id);
        Assert.Equal(ARequestOnSchedule.Chicago, AskedPool.ZoneOf(new ResourceKey("CareTeam", "pool-on-call"), with)!.Id);
    }

    private static FhirTask Asked() => OccurrenceTasks.Asked(
        ARequestOnSchedule.Of(null),
        new Occurrence(1, At(0), At(48), At(36), At(96)),
        Nurses,
        Eight);

    private static NodaTime.Instant At(int hours) => NodaTime.Instant.FromDateTimeOffset(Eight) + NodaTime.Duration.FromHours(hours);
}
