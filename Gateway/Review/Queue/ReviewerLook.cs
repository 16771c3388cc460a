using Gateway.Access;
using Gateway.Audit;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Review.Ageing;
using Gateway.Search;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Review.Queue;

/// <summary>A reviewer's look at one held message: recorded before anything of it is shown.</summary>
internal sealed class ReviewerLook(HeldMessageReader reader, ScopeJudge scopes, AuditTrail trail, IOptions<AgeingOptions> ageing, TimeProvider clock)
{
    public const string Operation = "$review";

    public async Task<IResult> AnswerAsync(string id, Caller caller, HttpContext context)
    {
        if (await reader.FindAsync(id, context.RequestAborted) is not { } row)
        {
            return await trail.RefuseAsync(Bare(StatusCodes.Status404NotFound), AuditEntries.Unknown(caller, AuditAction.Operation, "Task", id), context);
        }

        var task = (FhirTask)FhirJson.ReadStored(row.Content);
        if (await reader.ReadAsync(row, task, context.RequestAborted) is not { } held)
        {
            return await trail.RefuseAsync(Decided(), AuditEntries.Shown(caller, AuditAction.Operation, row.ResourceType, id, row.Version, row), context);
        }

        if (!QueuePolicy.MayReview(scopes.Before(caller, task), "Task", ScopeRights.Read)
            || !QueuePolicy.MayReview(scopes.Before(caller, held.Message), "Communication", ScopeRights.Read))
        {
            return await trail.RefuseAsync(
                Bare(StatusCodes.Status404NotFound), AuditEntries.Denied(caller, AuditAction.Operation, "Task", id, row, AuditEntries.NotVisible), context);
        }

        // Named after the message: who asks who has seen it finds the look.
        var entry = AuditEntries.Shown(caller, AuditAction.Operation, held.Stored.ResourceType, held.Stored.ResourceId, held.Stored.Version, held.Stored);
        return await trail.RecordAsync(entry, context)
            ? new DocumentFound(FhirJson.Serialize(ReviewerView.Of(held, ageing.Value, clock.GetUtcNow())))
            : new Refused(
                StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);
    }

    private static Refused Decided() => new(
        StatusCodes.Status409Conflict, [new Issue(OperationOutcome.IssueType.Conflict, "This has been decided on: nothing is held any more.", "Task.status")]);

    private static Refused Bare(int status) => new(status, [ErrorResponses.ForStatus(status)]);
}
