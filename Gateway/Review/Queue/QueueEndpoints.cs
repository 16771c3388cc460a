using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Interactions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Review.Queue;

/// <summary>The reviewers' queue over REST: look through it, take the first of it, look at one; to take and give back one is an operation of the inbox. It translates; it does not decide.</summary>
internal static class QueueEndpoints
{
    private const string Next = "$next";
    private const string Pool = "pool";

    public static IEndpointRouteBuilder MapReviewQueue(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/Task/{QueueReader.Operation}", ListAsync).IsOperation("Task", QueueReader.Operation, Canonicals.ReviewQueue);
        routes.MapPost($"/Task/{QueueReader.Operation}", ListAsync).IsOperation("Task", QueueReader.Operation, Canonicals.ReviewQueue);
        routes.MapPost($"/Task/{Next}", NextAsync).IsOperation("Task", Next, Canonicals.ReviewNext);
        routes.MapGet($"/Task/{{id}}/{ReviewerLook.Operation}", LookAsync).IsOperation("Task", ReviewerLook.Operation, Canonicals.ReviewLook);
        routes.MapPost($"/Task/{{id}}/{ReviewerLook.Operation}", LookAsync).IsOperation("Task", ReviewerLook.Operation, Canonicals.ReviewLook);
        return routes;
    }

    private static async Task<IResult> ListAsync(HttpContext context, CallerReader callers, QueueReader queue, AuditTrail trail, IOptions<RestOptions> rest)
    {
        // There is no one Task whose content a narrowed scope could be judged by.
        var caller = callers.Read(context.User).Plain;
        if (!QueuePolicy.MayReview(caller, "Task", ScopeRights.Search))
        {
            return await ForbidAsync(caller, QueueReader.Operation, trail, context);
        }

        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, QueueQuestion.Parameters);
        if (objection is not null)
        {
            return objection;
        }

        var (question, wrong) = QueueQuestion.Read(inputs);
        if (wrong is not null)
        {
            return wrong;
        }

        var page = await queue.ReadAsync(question!, context.RequestAborted);
        var entry = AuditEntries.Listed(caller, AuditAction.Operation, "Task", QueueReader.Operation, null, showedHeld: true);
        return await trail.RecordAsync(entry, context) ? new PageFound(page) : Refused.ForNow();
    }

    private static async Task<IResult> NextAsync(
        HttpContext context, CallerReader callers, QueueClaims claims, Writer writer, WriteRequests writes, AuditTrail trail, IOptions<RestOptions> rest)
    {
        var caller = callers.Read(context.User).Plain;
        if (!QueuePolicy.MayReview(caller, "Task", ScopeRights.Update))
        {
            return await ForbidAsync(caller, Next, trail, context);
        }

        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, [Pool]);
        if (objection is not null)
        {
            return objection;
        }

        var pool = inputs.GetValueOrDefault(Pool);
        return pool is not null && !ResourceKey.TryParse(pool, out _)
            ? Bad("pool is a reference of the form Type/id.")
            : writes.Answer(await writer.RunAsync(
                RequestOrigin.Of(context), _ => claims.NextAsync(pool, caller, context.RequestAborted), context.RequestAborted));
    }

    private static async Task<IResult> LookAsync(string id, HttpContext context, CallerReader callers, ReviewerLook look, AuditTrail trail, IOptions<RestOptions> rest)
    {
        var caller = callers.Read(context.User);
        if (!QueuePolicy.MayReview(caller, "Task", ScopeRights.Read) || !QueuePolicy.MayReview(caller, "Communication", ScopeRights.Read))
        {
            return await ForbidAsync(caller, ReviewerLook.Operation, trail, context);
        }

        var (_, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, []);
        return objection ?? await look.AnswerAsync(id, caller, context);
    }

    private static async ValueTask<IResult> ForbidAsync(Caller caller, string operation, AuditTrail trail, HttpContext context) =>
        await trail.ForbidAsync(AuditEntries.Called(caller, "Task", operation, AuditOutcome.Denied, AuditEntries.WithoutScope), context);

    private static Refused Bad(string sentence) => new(StatusCodes.Status400BadRequest, ImmutableArray.Create(new Issue(OperationOutcome.IssueType.Invalid, sentence)));
}
