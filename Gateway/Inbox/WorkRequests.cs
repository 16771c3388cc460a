using Gateway.Access;
using Gateway.Audit;
using Gateway.Interactions;
using Gateway.Review.Queue;
using Gateway.Storage;
using Gateway.Writes;

namespace Gateway.Inbox;

/// <summary>What the operations on Tasks have in common as requests: who asks, and the answer.</summary>
internal sealed class WorkRequests(Readers readers, WorkItems items, Writer writer, WriteRequests writes, AuditTrail trail)
{
    /// <summary>403 for a token that lets nobody work.</summary>
    public async ValueTask<IResult?> ObjectionAsync(string operation, HttpContext context)
    {
        var caller = readers.CallerOf(context.User);
        return WorkAccess.MayTry(caller) ? null : await ForbidAsync(caller, operation, context);
    }

    /// <summary>403 for anybody but staff and reviewers: what is taken is taken by a person.</summary>
    public async ValueTask<IResult?> ObjectionToPersonAsync(string operation, HttpContext context)
    {
        var caller = readers.CallerOf(context.User);
        return (WorkAccess.MayTry(caller) && caller.Kind is PersonKind.Clinician) || QueuePolicy.MayReview(caller, "Task", ScopeRights.Update)
            ? null
            : await ForbidAsync(caller, operation, context);
    }

    /// <summary>Whether a reviewer means a review: what is not there is answered as one that is not.</summary>
    public async ValueTask<bool> ConcernsReviewAsync(string id, Caller caller, CancellationToken cancellationToken) =>
        QueuePolicy.MayReview(caller, "Task", ScopeRights.Update) && await items.RowAsync(id, cancellationToken) is not { Quarantined: false };

    /// <param name="context">The request.</param>
    /// <param name="planAsync">Makes the plan for who asks; it is told which attempt this is.</param>
    public async Task<IResult> RunAsync(HttpContext context, Func<Worker, int, ValueTask<WritePlan>> planAsync) =>
        writes.Answer(await OutcomeAsync(context, planAsync));

    /// <inheritdoc cref="RunAsync"/>
    public async Task<WriteOutcome> OutcomeAsync(HttpContext context, Func<Worker, int, ValueTask<WritePlan>> planAsync)
    {
        var (reader, objection) = await readers.ReadAsync(context);
        var worker = new Worker(readers.CallerOf(context.User), reader, objection);
        return await writer.RunAsync(RequestOrigin.Of(context), attempt => planAsync(worker, attempt), context.RequestAborted);
    }

    private async ValueTask<IResult> ForbidAsync(Caller caller, string operation, HttpContext context) =>
        await trail.ForbidAsync(AuditEntries.Called(caller, "Task", operation, AuditOutcome.Denied, AuditEntries.WithoutScope), context);
}
