using System.Diagnostics;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.SignIn;
using Gateway.Storage;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Notifications;

/// <summary>/admin/subscriptions: how topic subscriptions are, for those who run the gateway. It translates; it does not decide.</summary>
internal static class SubscriptionDeskEndpoints
{
    private const string Path = "/admin/subscriptions";
    private const string Operation = "subscriptions";

    public static IEndpointRouteBuilder MapSubscriptionDesk(this IEndpointRouteBuilder routes)
    {
        var subscriptions = routes.MapGroup(Path).ForOperators().WithTags("Subscriptions");
        subscriptions.MapGet("", ListAsync).WithName("listSubscriptions").WithSummary("Topic subscriptions that are not off: what failed first").Produces<SubscriptionListing>();
        subscriptions.MapPost("{id}/$retry", RetryAsync)
            .WithName("retrySubscription").WithSummary("Call the endpoint of a failed one again").Produces<SubscriptionDocument>();
        return routes;
    }

    internal static IResult Answer(RetryOutcome outcome) => outcome switch
    {
        RetryOutcome.Asked asked => Results.Json(asked.Subscription, SubscriptionJson.Default.SubscriptionDocument),
        RetryOutcome.Unknown => new Refused(StatusCodes.Status404NotFound, [new Issue(IssueType.NotFound, "There is no such subscription, or it is off.")]),
        RetryOutcome.NotFailed => new Refused(StatusCodes.Status409Conflict, [new Issue(IssueType.Conflict, "It has not failed: there is nothing to try again.")]),
        RetryOutcome.Stale => new Refused(StatusCodes.Status409Conflict, [new Issue(IssueType.Conflict, "It has been changed meanwhile. Look at it again.")]),
        RetryOutcome.Unavailable => Refused.ForNow(),
        _ => throw new UnreachableException(),
    };

    private static async Task<IResult> ListAsync(HttpContext context, SubscriptionDesk desk, AuditTrail trail)
    {
        var found = await desk.ListAsync(context.RequestAborted);
        return await trail.RecordAsync(AuditEntries.Listed(CallerIn(context), AuditAction.Operation, "admin", Operation, chart: null), context)
            ? Results.Json(new SubscriptionListing(found), SubscriptionJson.Default.SubscriptionListing)
            : Refused.ForNow();
    }

    private static async Task<IResult> RetryAsync(string id, HttpContext context, SubscriptionDesk desk) =>
        Answer(await desk.RetryAsync(id, new SubscriptionOperator(CallerIn(context), RequestOrigin.Of(context)), context.RequestAborted));

    private static Caller CallerIn(HttpContext context) => context.RequestServices.GetRequiredService<CallerReader>().Read(context.User);
}
