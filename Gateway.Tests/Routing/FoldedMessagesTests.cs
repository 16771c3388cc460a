using Fhir.Profiles;
using Gateway.References;
using Gateway.Routing;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Tests.Routing;

public sealed class FoldedMessagesTests
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ResourceKey Pool = new("CareTeam", "nurses");
    private static readonly BurstRules Rules = new(10);

    /// <summary>What makes a message's Task its own, though another came just before.</summary>
    public static TheoryData<string> Apart => [.. Changes.Keys];

    private static Dictionary<string, Action<FhirTask>> Changes { get; } = new()
    {
        ["somebody has opened it"] = task => WorkTasks.Open(task, Noon),
        ["somebody has it"] = task => WorkTasks.Claim(task, new ResourceKey("Practitioner", "kim"), Noon),
        ["it is answered"] = task => WorkTasks.Answer(task, new ResourceKey("Communication", "r"), null, Noon),
        ["it went to somebody else"] = task => WorkTasks.Reroute(task, new Destination(Pool, null, []), "not-clinical", null, null, Noon),
        ["it has waited too long"] = task => WorkTasks.Raise(task, TaskAlarm.Unopened, Noon),
        ["it is an emergency"] = task => task.Priority = RequestPriority.Stat,
        ["it is another pool's"] = task =>
        {
            task.RemoveExtension(Canonicals.TaskPool);
            task.AddExtension(Canonicals.TaskPool, new ResourceReference("CareTeam/refills"));
        },
        ["somebody covers for it"] = task => task.Owner = new ResourceReference("Practitioner/kim"),
        ["it is cancelled"] = task => task.Status = FhirTask.TaskStatus.Cancelled,
        ["it is full"] = task =>
        {
            for (var i = 1; i < FoldedMessages.Most; i++)
            {
                FoldedMessages.Fold(task, ATask($"m{i}"), Noon);
            }
        },
    };

    [Theory]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void A_message_goes_to_the_Task_of_one_that_came_just_before(int minutesLater, bool isTaken) =>
        Assert.Equal(isTaken, FoldedMessages.MayTake(ATask("m1"), new Destination(Pool, null, []), Noon.AddMinutes(minutesLater), Rules));

    [Fact]
    public void The_time_counts_from_the_last_of_them()
    {
        var task = ATask("m1");
        FoldedMessages.Fold(task, ATask("m2"), Noon.AddMinutes(9));

        Assert.True(FoldedMessages.MayTake(task, new Destination(Pool, null, []), Noon.AddMinutes(19), Rules));
        Assert.False(FoldedMessages.MayTake(task, new Destination(Pool, null, []), Noon.AddMinutes(20), Rules));
    }

    [Theory]
    [MemberData(nameof(Apart))]
    public void Nothing_goes_to_a_Task_of_which(string name)
    {
        var task = ATask("m1");
        Changes[name](task);

        Assert.False(FoldedMessages.MayTake(task, new Destination(Pool, null, []), Noon, Rules), name);
    }

    [Fact]
    public void The_Task_is_as_urgent_as_the_most_urgent_and_promised_for_the_first()
    {
        var (task, urgent) = (ATask("m1"), ATask("m2", "refill"));
        urgent.Priority = RequestPriority.Urgent;
        urgent.Restriction!.Period!.EndElement = new FhirDateTime(Noon.AddHours(2));
        new TaskCourse { OpenBy = Noon.AddHours(1), EscalateBy = Noon.AddHours(3) }.PutInto(urgent);

        FoldedMessages.Fold(task, urgent, Noon);
        FoldedMessages.Fold(task, ATask("m3"), Noon);

        Assert.Equal(["Communication/m1", "Communication/m2", "Communication/m3"], FoldedMessages.Of(task));
        Assert.Equal("3 messages folded", task.Description);
        Assert.Equal(RequestPriority.Urgent, task.Priority);
        Assert.Equal(Noon.AddHours(2), WorkTasks.AnswerBy(task));
        Assert.Equal((Noon.AddHours(1), Noon.AddHours(3)), (TaskCourse.Of(task).OpenBy, TaskCourse.Of(task).EscalateBy));
        Assert.Equal(["clinical", "refill"], task.Input.Where(input => input.Type!.Text == "intent").Select(input => ((Code)input.Value!).Value));
    }

    [Fact]
    public void What_leaves_the_chart_leaves_the_Task_and_the_next_is_its_focus()
    {
        var task = ATask("m1");
        FoldedMessages.Fold(task, ATask("m2"), Noon);
        FoldedMessages.Fold(task, ATask("m3"), Noon);

        Assert.True(FoldedMessages.Unfold(task, "Communication/m1"));
        Assert.Equal(("Communication/m2", "2 messages folded"), (task.Focus!.Reference, task.Description));
        Assert.True(FoldedMessages.Unfold(task, "Communication/m3"));
        Assert.Equal(["Communication/m2"], FoldedMessages.Of(task));
        Assert.Null(task.Description);
        Assert.False(FoldedMessages.Unfold(task, "Communication/m2"));
    }

    private static FhirTask ATask(string message, string intent = "clinical")
    {
        var task = new FhirTask
        {
            Status = FhirTask.TaskStatus.Requested,
            Priority = RequestPriority.Routine,
            Code = new CodeableConcept(Canonicals.TaskCode, WorkTasks.Work),
            Focus = new ResourceReference($"Communication/{message}"),
            Owner = new ResourceReference(Pool.ToString()),
            AuthoredOnElement = new FhirDateTime(Noon),
            Restriction = new FhirTask.RestrictionComponent { Period = new Period { EndElement = new FhirDateTime(Noon.AddDays(2)) } },
            Input = [new FhirTask.ParameterComponent { Type = new CodeableConcept { Text = "intent" }, Value = new Code(intent) }],
        };
        task.AddExtension(Canonicals.TaskPool, new ResourceReference(Pool.ToString()));
        new TaskCourse { OpenBy = Noon.AddDays(1), EscalateBy = Noon.AddDays(2) }.PutInto(task);
        return task;
    }
}
