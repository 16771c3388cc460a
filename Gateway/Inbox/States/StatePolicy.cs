using Fhir.Profiles;
using Gateway.References;
using Gateway.Routing;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox.States;

/// <summary>Decides what the sender of a message is told of it. Pure.</summary>
internal static class StatePolicy
{
    public static StateOfMessage Of(StateFacts facts)
    {
        if (facts.IsHeld)
        {
            // Whose chart it may be about, and who looks, is nobody's to know yet.
            return new StateOfMessage(MessageState.BeingChecked, facts.Received);
        }

        if (facts.Status is EventStatus.EnteredInError or EventStatus.Stopped or EventStatus.NotDone || facts.Task is { } over && IsOver(over))
        {
            return new StateOfMessage(MessageState.Closed, facts.Received);
        }

        if (facts.Task is not { } task)
        {
            return new StateOfMessage(facts.Delivered is null ? MessageState.Received : MessageState.Delivered, facts.Received) { Delivered = facts.Delivered };
        }

        var (opened, answered) = (TaskCourse.Of(task).Opened, WorkTasks.Answered(task));
        return new StateOfMessage(StateOf(facts, opened, answered), facts.Received)
        {
            Delivered = facts.Delivered,
            Together = FoldedMessages.Of(task).Length,
            Opened = opened,
            Answered = answered,
            Pool = ResourceKey.TryParse(WorkTasks.PoolOf(task), out var pool) && !WorkTasks.IsPerson(pool) ? pool : null,
            ExpectedBy = answered is null ? WorkTasks.AnswerBy(task) : null,
            Replies =
            [
                .. task.Output
                    .Where(output => output.Type?.Coding.Any(coding => coding is { System: Canonicals.TaskOutput, Code: "reply" }) == true)
                    .Select(output => (output.Value as ResourceReference)?.Reference)
                    .OfType<string>(),
            ],
        };
    }

    private static bool IsOver(FhirTask task) => !WorkTasks.IsOpen(task) && task.Status != FhirTask.TaskStatus.Completed;

    private static MessageState StateOf(StateFacts facts, DateTimeOffset? opened, DateTimeOffset? answered) =>
        answered is not null ? MessageState.Answered
        : opened is not null ? MessageState.Opened
        : facts.Delivered is not null ? MessageState.Delivered
        : MessageState.Received;
}
