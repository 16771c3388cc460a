using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.Tests.Routing;

public sealed class TaskLifecycleTests
{
    [Fact]
    public void Statuses_move_as_published() => StatusSteps.Hold(
        TaskLifecycle.Statuses,
        """
        draft: requested cancelled entered-in-error
        requested: received accepted rejected ready cancelled in-progress completed entered-in-error
        received: accepted rejected ready cancelled in-progress entered-in-error
        accepted: ready cancelled in-progress on-hold failed completed entered-in-error
        rejected: entered-in-error
        ready: accepted cancelled in-progress completed entered-in-error
        cancelled: entered-in-error
        in-progress: ready cancelled on-hold failed completed entered-in-error
        on-hold: ready cancelled in-progress failed entered-in-error
        failed: entered-in-error
        completed: entered-in-error
        entered-in-error:
        """,
        (from, to) => Check(ATask(from), task => task.Status = to));

    [Fact]
    public void A_nurse_claims_works_and_answers()
    {
        var claimed = ATask(TaskStatus.InProgress, "claimed");

        Assert.Empty(TaskLifecycle.Check(ATask(TaskStatus.Requested, "unassigned"), claimed));
        Assert.Empty(TaskLifecycle.Check(claimed, ATask(TaskStatus.Completed, "answered")));
        Assert.Empty(TaskLifecycle.Check(claimed, ATask(TaskStatus.Ready, "unassigned")));
    }

    [Theory]
    [InlineData("focus")]
    [InlineData("for")]
    [InlineData("authoredOn")]
    [InlineData("code")]
    [InlineData("reasonCode")]
    [InlineData("intent")]
    [InlineData("extension")]
    public void What_the_work_is_stays(string element) => Assert.Equal(
        [$"Task.{element}"],
        Check(ATask(), task => Change(task, element)).Select(issue => issue.Expression));

    [Fact]
    public void Who_has_it_and_how_far_it_is_may_change() => Assert.Empty(Check(ATask(), task =>
    {
        task.Owner = new ResourceReference("Practitioner/lee");
        task.Note.Add(new Annotation { Text = "n" });
        task.Output.Add(new FhirTask.OutputComponent { Type = new CodeableConcept("http://example.org", "o"), Value = new FhirString("v") });
        task.Restriction = new FhirTask.RestrictionComponent { Period = new Period { End = "2026-11-23" } };
        task.Priority = RequestPriority.Stat;
        task.LastModified = "2026-11-22T10:00:00Z";
    }));

    [Fact]
    public void A_priority_is_never_lowered() =>
        Assert.Equal("Task.priority", Assert.Single(Check(ATask(), task => task.Priority = RequestPriority.Routine)).Expression);

    [Fact]
    public void Business_status_and_status_agree()
    {
        var agreeing = Enum.GetValues<TaskStatus>()
            .SelectMany(status => TaskLifecycle.BusinessStatuses.Keys.Select(code => (status, code)))
            .Where(pair => TaskLifecycle.Check(ATask(pair.status), ATask(pair.status, pair.code)).IsEmpty)
            .ToLookup(pair => pair.code, pair => pair.status);

        Assert.DoesNotContain(TaskStatus.Completed, agreeing["unassigned"]);
        Assert.DoesNotContain(TaskStatus.InProgress, agreeing["unassigned"]);
        Assert.DoesNotContain(TaskStatus.Requested, agreeing["claimed"]);
        Assert.Equal([TaskStatus.Completed, TaskStatus.EnteredInError], agreeing["answered"]);
        Assert.Equal(11, agreeing["escalated"].Count());
    }

    [Fact]
    public void A_task_of_ours_has_one_business_status_of_ours()
    {
        Assert.Equal("Task.businessStatus", Assert.Single(Check(ATask(), task => task.BusinessStatus = null)).Expression);
        Assert.Equal("Task.businessStatus", Assert.Single(Check(ATask(), task => task.BusinessStatus!.Coding[0].Code = "zebra-canary")).Expression);
        Assert.Single(Check(ATask(), task => task.BusinessStatus!.Coding.Add(new Coding(Canonicals.TaskBusinessStatus, "claimed"))));
    }

    [Fact]
    public void A_task_of_others_may_do_without_our_codes() => Assert.Empty(TaskLifecycle.Check(null, new FhirTask { Status = TaskStatus.Requested }));

    [Fact]
    public void Who_claims_a_task_owns_it() => Assert.Equal(
        "Task.owner",
        Assert.Single(Check(ATask(TaskStatus.Accepted, "claimed"), task => task.Owner = null)).Expression);

    private static ImmutableArray<Issue> Check(FhirTask before, Action<FhirTask> change)
    {
        var after = (FhirTask)before.DeepCopy();
        change(after);
        return TaskLifecycle.Check(before, after);
    }

    private static FhirTask ATask(TaskStatus status = TaskStatus.Requested, string businessStatus = "unassigned") => new()
    {
        Status = status,
        Intent = FhirTask.TaskIntent.Order,
        Priority = RequestPriority.Urgent,
        Code = new CodeableConcept(Canonicals.TaskCode, "answer-message"),
        BusinessStatus = new CodeableConcept(Canonicals.TaskBusinessStatus, businessStatus),
        Focus = new ResourceReference("Communication/1"),
        For = new ResourceReference("Patient/anna"),
        Owner = new ResourceReference("CareTeam/nurses"),
        AuthoredOn = "2026-11-22T09:00:00Z",
    };

    private static void Change(FhirTask task, string element)
    {
        switch (element)
        {
            case "focus": task.Focus = new ResourceReference("Communication/2"); break;
            case "for": task.For = null; break;
            case "authoredOn": task.AuthoredOn = "2026-11-21T09:00:00Z"; break;
            case "code": task.Code!.Text = "other"; break;
            case "reasonCode": task.ReasonCode = new CodeableConcept("http://example.org", "r"); break;
            case "intent": task.Intent = FhirTask.TaskIntent.Plan; break;
            case "extension": task.AddExtension(Canonicals.SuggestedChart, new ResourceReference("Patient/other")); break;
            default: throw new ArgumentOutOfRangeException(nameof(element));
        }
    }
}
