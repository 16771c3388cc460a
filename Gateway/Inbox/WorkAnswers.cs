using Gateway.Access;
using Gateway.Interactions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Review.Queue;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Inbox;

/// <summary>Plans that a message is answered: the reply goes through the intake like any other, and is stored together with the Task that it completes.</summary>
internal sealed class WorkAnswers(
    IDbContextFactory<GatewayDb> databases, WorkItems items, WorkChanges changes, InteractionPlans interactions, ScopeJudge scopes, InboxMetrics metrics)
{
    private const string Reply = "Parameters.parameter[0]";

    private static readonly ServedType Message = ServedTypes.Find("Communication")!;

    /// <param name="id">The Task.</param>
    /// <param name="worker">Who answers.</param>
    /// <param name="writer">The same as the writer of a message.</param>
    /// <param name="request">The reply.</param>
    /// <param name="attempt">Which attempt this is, from 1.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    public async ValueTask<WritePlan> PlanAsync(string id, Worker worker, Reader writer, AnswerRequest request, int attempt, CancellationToken cancellationToken)
    {
        var (item, objection) = await items.FindAsync(id, worker, cancellationToken);
        if (item is null)
        {
            return objection!;
        }

        var decision = IsAnsweredBy(item, request) ? new ClaimDecision.AsWished() : InboxPolicy.Handle(item.Task, worker.Caller.Person);
        return (decision, request) switch
        {
            (ClaimDecision.Change, AnswerRequest.Reply reply) => await WithReplyAsync(item, worker, writer, reply.Read(), attempt, cancellationToken),
            (ClaimDecision.Change, AnswerRequest.Sent sent) => await ReferredAsync(item, worker, sent.Key, cancellationToken) ?? Answered(item, worker, sent.Key),
            _ => changes.Plan(item, worker.Caller, decision, (_, _) => { }),
        };
    }

    private async ValueTask<WritePlan> WithReplyAsync(
        WorkItem item, Worker worker, Reader writer, Communication reply, int attempt, CancellationToken cancellationToken)
    {
        if (ObjectionTo(reply, item) is { } objection)
        {
            return objection;
        }

        var sent = await interactions.CreateAsync(new ResourceWrite(Message, reply, writer), null, null, attempt, cancellationToken);
        if (sent.Outcome is not WriteOutcome.Created created)
        {
            return sent;
        }

        if (reply.Status == EventStatus.OnHold)
        {
            // It would reach nobody until a person has looked at it: then the message is not answered.
            return sent.RefusedInstead(new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, [.. created.Version.Remarks]));
        }

        var answered = Answered(item, worker, created.Version.Key);
        return answered with
        {
            Unkept = sent.Unkept,
            Stage = changed =>
            {
                sent.Stage?.Invoke(changed);
                answered.Stage?.Invoke(changed);
            },
            Settled = result =>
            {
                sent.Settled?.Invoke(result);
                answered.Settled?.Invoke(result);
            },
        };
    }

    private WritePlan Answered(WorkItem item, Worker worker, ResourceKey reply)
    {
        var (pool, promise) = (item.Pool, WorkTasks.AnswerBy(item.Task));
        return changes.Plan(
            item,
            worker.Caller,
            new ClaimDecision.Change(),
            (task, now) => WorkTasks.Answer(task, reply, worker.Caller.Person, now),
            committed: now => metrics.Answered(pool, now - item.Since, promise is not { } until || now <= until));
    }

    // What is not the caller's to see answers like what is not there.
    private async ValueTask<WritePlan?> ReferredAsync(WorkItem item, Worker worker, ResourceKey key, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await ResourceQueries.CurrentAsync(db, key, cancellationToken) is not { Quarantined: false, IsDeleted: false } stored || stored.Chart != item.Row.Chart)
        {
            return Refused("There is no such reply in the chart of this message.");
        }

        var reply = (Communication)FhirJson.ReadStored(stored.Content);
        var isTheirs = ResourceKey.TryParse(stored.Sender, out var sender) && sender == worker.Caller.Person;
        return isTheirs || ReadPolicy.RightsOf(scopes.Before(worker.Reader, reply), Message.Name, ScopeRights.Read).Allow(stored)
            ? (ObjectionTo(reply, item) is { } objection ? (WritePlan)objection : null)
            : Refused("There is no such reply in the chart of this message.");
    }

    private static WriteOutcome.Refused? ObjectionTo(Communication reply, WorkItem item) =>
        !reply.InResponseTo.Any(message => message.Reference is { } answered && FoldedMessages.Of(item.Task).Contains(answered))
            ? Refused("The reply must name the message that it answers, in inResponseTo.")
            : ResourceKey.TryParse(reply.Sender?.Reference, out var sender) && sender.Type is "Patient" or "RelatedPerson"
                ? Refused("What the patient, or somebody for the patient, has written answers nothing.")
                : reply.Status is not (EventStatus.Completed or EventStatus.InProgress)
                    ? Refused("The reply must have been sent: completed, or in-progress.")
                    : null;

    private static bool IsAnsweredBy(WorkItem item, AnswerRequest request) => !WorkTasks.IsOpen(item.Task) && request is AnswerRequest.Sent sent
        && item.Task.Output.Any(output => output.Value is ResourceReference reference && reference.Reference == sent.Key.ToString());

    private static WriteOutcome.Refused Refused(string sentence) => WriteOutcome.Refused.Because(
        StatusCodes.Status422UnprocessableEntity, new Issue(OperationOutcome.IssueType.BusinessRule, sentence, Reply));
}
