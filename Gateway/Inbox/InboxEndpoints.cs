using System.Collections.Immutable;
using System.Diagnostics;
using Fhir.Profiles;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Inbox.States;
using Gateway.Interactions;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Review.Queue;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Inbox;

/// <summary>The work on messages over REST: a pool's inbox; open, claim, give back, answer and re-route one. It translates; it does not decide.</summary>
internal static class InboxEndpoints
{
    private const string Claim = "$claim";
    private const string Unclaim = "$unclaim";
    private const string Open = "$open";
    private const string Answer = "$answer";
    private const string Reroute = "$reroute";
    private const string TakeOver = "takeOver";

    public static IEndpointRouteBuilder MapInbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/Task/{InboxReader.Operation}", ListAsync).IsOperation("Task", InboxReader.Operation, Canonicals.TaskInbox);
        routes.MapPost($"/Task/{InboxReader.Operation}", ListAsync).IsOperation("Task", InboxReader.Operation, Canonicals.TaskInbox);
        routes.MapPost($"/Task/{{id}}/{Claim}", ClaimAsync).IsOperation("Task", Claim, Canonicals.ReviewClaim);
        routes.MapPost($"/Task/{{id}}/{Unclaim}", UnclaimAsync).IsOperation("Task", Unclaim, Canonicals.ReviewUnclaim);
        routes.MapPost($"/Task/{{id}}/{Open}", OpenAsync).IsOperation("Task", Open, Canonicals.TaskOpen);
        routes.MapPost($"/Task/{{id}}/{Answer}", AnswerAsync).IsOperation("Task", Answer, Canonicals.TaskAnswer);
        routes.MapPost($"/Task/{{id}}/{Reroute}", RerouteAsync).IsOperation("Task", Reroute, Canonicals.TaskReroute);
        return routes;
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, CallerReader callers, WorkAccess access, InboxReader inbox, AuditTrail trail, IOptions<RestOptions> rest)
    {
        // There is no one Task whose content a narrowed scope could be judged by.
        var caller = callers.Read(context.User).Plain;
        if (!caller.Allows("Task", ScopeRights.Search))
        {
            return await ForbidAsync(caller, InboxReader.Operation, trail, context);
        }

        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, InboxQuestion.Parameters);
        if (objection is not null)
        {
            return objection;
        }

        var (question, wrong) = InboxQuestion.Read(inputs);
        if (wrong is not null)
        {
            return wrong;
        }

        // How a message begins is a part of it: who sees that must be allowed to open it.
        if (question!.Messages && !callers.Read(context.User).Allows("Communication", ScopeRights.Read))
        {
            return await ForbidAsync(caller, InboxReader.Operation, trail, context);
        }

        if (question.Mine && caller.Person is null)
        {
            return Bad(new Issue(OperationOutcome.IssueType.Invalid, "mine is for persons: a system has no work of its own."));
        }

        switch (await access.ReachOfAsync(caller, question, context.RequestAborted))
        {
            case InboxReach.Unknown:
                return Answered(WorkItems.Away());
            case InboxReach.Nowhere:
                return await ForbidAsync(caller, InboxReader.Operation, trail, context);
            case InboxReach.Pools reach:
                var found = await inbox.ReadAsync(question, reach, callers.Read(context.User), StateLanguage.Of(null, context.Request), context.RequestAborted);
                return await trail.RecordAsync(EntriesOf(caller, question, found), context)
                    ? new PageFound(found.Page)
                    : new Refused(StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);
            default:
                throw new UnreachableException();
        }
    }

    private static IEnumerable<AuditEntry> EntriesOf(Caller caller, InboxQuestion question, InboxFound found) => found.Shown
        .Select(message => AuditEntries.Shown(caller, AuditAction.Operation, message.ResourceType, message.ResourceId, message.Version, message))
        .Prepend(AuditEntries.Listed(caller, AuditAction.Operation, "Task", $"{InboxReader.Operation}?{question.ToQuery(question.After)}", null));

    private static async Task<IResult> ClaimAsync(
        string id, HttpContext context, WorkRequests requests, QueueClaims reviews, WorkClaims claims, IOptions<RestOptions> rest)
    {
        if (await requests.ObjectionToPersonAsync(Claim, context) is { } forbidden)
        {
            return forbidden;
        }

        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, [TakeOver]);
        if (objection is not null)
        {
            return objection;
        }

        var takesOver = inputs.GetValueOrDefault(TakeOver, "false");
        return takesOver is not ("true" or "false")
            ? Bad(new Issue(OperationOutcome.IssueType.Invalid, "takeOver is true or false."))
            : await requests.RunAsync(
                context,
                async (worker, _) => await requests.ConcernsReviewAsync(id, worker.Caller, context.RequestAborted)
                    ? await reviews.ClaimAsync(id, worker.Caller, takesOver == "true", context.RequestAborted)
                    : await claims.ClaimAsync(id, worker, takesOver == "true", context.RequestAborted));
    }

    private static async Task<IResult> UnclaimAsync(
        string id, HttpContext context, WorkRequests requests, QueueClaims reviews, WorkClaims claims, IOptions<RestOptions> rest)
    {
        if (await requests.ObjectionToPersonAsync(Unclaim, context) is { } forbidden)
        {
            return forbidden;
        }

        var (_, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, []);
        return objection ?? await requests.RunAsync(
            context,
            async (worker, _) => await requests.ConcernsReviewAsync(id, worker.Caller, context.RequestAborted)
                ? await reviews.UnclaimAsync(id, worker.Caller, context.RequestAborted)
                : await claims.UnclaimAsync(id, worker, context.RequestAborted));
    }

    private static async Task<IResult> OpenAsync(
        string id, HttpContext context, WorkRequests requests, WorkOpenings openings, PublicBase publicBase, TimeProvider clock, IOptions<RestOptions> rest)
    {
        if (await requests.ObjectionAsync(Open, context) is { } forbidden)
        {
            return forbidden;
        }

        var (_, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, []);
        if (objection is not null)
        {
            return objection;
        }

        OpenedMessage? opened = null;
        var outcome = await requests.OutcomeAsync(context, async (worker, _) =>
        {
            (var plan, opened) = await openings.PlanAsync(id, worker, context.RequestAborted);
            return plan;
        });
        return outcome is WriteOutcome.Refused refused
            ? Answered(refused)
            : new PageFound(new BundlePage(Bundle.BundleType.Collection, clock.GetUtcNow())
            {
                Entries = [.. opened!.Messages.Prepend(opened.Task).Select(shown => new PageEntry { FullUrl = $"{publicBase.Prefix}{shown.Key}", Content = shown.Content })],
            });
    }

    private static async Task<IResult> AnswerAsync(string id, HttpContext context, WorkRequests requests, Readers readers, WorkAnswers answers, IOptions<RestOptions> rest)
    {
        if (await requests.ObjectionAsync(Answer, context) is { } forbidden)
        {
            return forbidden;
        }

        if (FhirBody.ObjectionTo(context.Request) is { } objection)
        {
            return objection;
        }

        var (request, issues) = AnswerRequest.Read(await FhirBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted));
        if (request is null)
        {
            return Bad([.. issues]);
        }

        var (writer, unknown) = readers.WriterOf(context);
        return unknown ?? await requests.RunAsync(
            context, (worker, attempt) => answers.PlanAsync(id, worker, writer, request, attempt, context.RequestAborted));
    }

    private static async Task<IResult> RerouteAsync(string id, HttpContext context, WorkRequests requests, WorkReroutes reroutes, IOptions<RestOptions> rest)
    {
        if (await requests.ObjectionAsync(Reroute, context) is { } forbidden)
        {
            return forbidden;
        }

        // Addresses end up in logs, and a note is about somebody.
        if (context.Request.Query.ContainsKey(RerouteRequest.InBodyOnly))
        {
            return Bad(new Issue(OperationOutcome.IssueType.Invalid, "A note is sent in the body, never in the address."));
        }

        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, RerouteRequest.Parameters);
        if (objection is not null)
        {
            return objection;
        }

        var (request, issues) = RerouteRequest.Read(inputs);
        return request is null
            ? Bad([.. issues])
            : await requests.RunAsync(context, (worker, _) => reroutes.PlanAsync(id, worker, request, context.RequestAborted));
    }

    private static async ValueTask<IResult> ForbidAsync(Caller caller, string operation, AuditTrail trail, HttpContext context) =>
        await trail.ForbidAsync(AuditEntries.Called(caller, "Task", operation, AuditOutcome.Denied, AuditEntries.WithoutScope), context);

    private static Refused Answered(WriteOutcome.Refused refused) => new(refused.Status, refused.Issues, refused.RetryAfter);

    private static Refused Bad(params ImmutableArray<Issue> issues) => new(StatusCodes.Status400BadRequest, issues);
}
