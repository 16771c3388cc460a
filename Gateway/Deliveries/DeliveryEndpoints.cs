using System.Diagnostics;
using System.Globalization;
using Gateway.Audit;
using Gateway.DeadLetters;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Microsoft.AspNetCore.Mvc;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Deliveries;

/// <summary>/admin/deliveries: what is on its way to the EHR, for whoever mends deliveries.</summary>
internal static class DeliveryEndpoints
{
    public const string Path = "/admin/deliveries";

    /// <summary>What the audit trail calls the list.</summary>
    public const string Operation = "deliveries";

    private const int LongestMinutes = 1_000_000;

    public static IEndpointRouteBuilder MapDeliveries(this IEndpointRouteBuilder routes)
    {
        var deliveries = routes.MapGroup(Path).ForDeliverers().WithTags("Deliveries");
        deliveries.MapGet("", ListAsync).WithName("listDeliveries").WithSummary("What is on its way to the EHR, the oldest first").Produces<DeliveryListing>();
        deliveries.MapGet("$summary", SummaryAsync)
            .WithName("countDeliveries").WithSummary("What is on its way, in counts, and whether the way is shut").Produces<DeliverySummary>();
        deliveries.MapGet("{number}", ReadAsync).WithName("readDelivery").WithSummary("One that is on its way").Produces<DeliveryDocument>();
        deliveries.MapPost("{number}/$try", TryAsync)
            .WithName("tryDelivery").WithSummary("Try one again before its time, as soon as that cannot file it twice").Produces<DeliveryDocument>();
        return routes;
    }

    internal static IResult Answer(DeliveryOutcome outcome, HttpContext context, TimeProvider clock)
    {
        switch (outcome)
        {
            case DeliveryOutcome.Changed { Delivery: var delivery }:
                context.Response.Headers.ETag = DeadLetterTags.TextOf(delivery.Entry);
                return Results.Json(DeliveryDocument.Of(delivery, clock.GetUtcNow()), DeliveryJson.Default.DeliveryDocument);
            case DeliveryOutcome.Unknown:
                return new Refused(StatusCodes.Status404NotFound, [new Issue(IssueType.NotFound, "There is no such delivery on its way.")]);
            case DeliveryOutcome.Conflicting conflicting:
                return new Refused(StatusCodes.Status409Conflict, [new Issue(IssueType.Conflict, conflicting.Sentence)]);
            case DeliveryOutcome.Stale:
                return new Refused(StatusCodes.Status412PreconditionFailed, [new Issue(IssueType.Conflict, "If-Match: it has been changed. Read it again.")]);
            case DeliveryOutcome.Unavailable:
                return Refused.ForNow();
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] DeliveryParameters asked, HttpContext context, DeliveryReader deliveries, AuditTrail trail, TimeProvider clock)
    {
        if (asked.Read(out var question, out var count, out var after) is { } objection)
        {
            return new Refused(StatusCodes.Status400BadRequest, [objection]);
        }

        var (found, more) = await deliveries.PageAsync(question, after, count, context.RequestAborted);
        var now = clock.GetUtcNow();
        var chart = question.Chart is { } text && PatientId.TryParse(text, out var patient) ? patient.Value : null;
        var entry = AuditEntries.Listed(Deliverer.In(context).Caller, AuditAction.Operation, "admin", question.ToQuery(Operation), chart);
        return await trail.RecordAsync(entry, context)
            ? Results.Json(
                new DeliveryListing([.. found.Select(one => DeliveryDocument.Of(one, now))], more ? found[^1].Entry.Sequence : null), DeliveryJson.Default.DeliveryListing)
            : Refused.ForNow();
    }

    // Counts only, as the metrics have them: nothing of it is on record.
    private static async Task<IResult> SummaryAsync(HttpContext context, DeliveryDesk desk) =>
        Results.Json(await desk.SummaryAsync(context.RequestAborted), DeliveryJson.Default.DeliverySummary);

    private static async Task<IResult> ReadAsync(long number, HttpContext context, DeliveryReader deliveries, AuditTrail trail, TimeProvider clock)
    {
        if (await deliveries.FindAsync(number, context.RequestAborted) is not { } delivery)
        {
            return Answer(new DeliveryOutcome.Unknown(), context, clock);
        }

        return await trail.RecordAsync(Deliverer.In(context).Did(delivery.Entry, null, among: Operation), context)
            ? Answer(new DeliveryOutcome.Changed(delivery), context, clock)
            : Refused.ForNow();
    }

    private static async Task<IResult> TryAsync(long number, HttpContext context, DeliveryDesk desk, TimeProvider clock) =>
        Preconditions.Read(context.Request, out var preconditions) is { } malformed
            ? malformed
            : Answer(await desk.TryAsync(number, preconditions, Deliverer.In(context), context.RequestAborted), context, clock);

    /// <summary>The parameters of a list.</summary>
    internal sealed record DeliveryParameters
    {
        [FromQuery(Name = "connection")]
        public string? Connection { get; init; }

        [FromQuery(Name = "chart")]
        public string? Chart { get; init; }

        [FromQuery(Name = "message")]
        public string? Message { get; init; }

        [FromQuery(Name = "state")]
        public string? State { get; init; }

        [FromQuery(Name = "fault")]
        public string? Fault { get; init; }

        [FromQuery(Name = "minutes")]
        public string? Minutes { get; init; }

        [FromQuery(Name = "after")]
        public string? After { get; init; }

        [FromQuery(Name = "count")]
        public string? Count { get; init; }

        public Issue? Read(out DeliveryQuestion question, out int count, out long after)
        {
            (count, after) = (OutboxPage.Usual, 0);
            question = new DeliveryQuestion
            {
                Connection = Connection,
                Chart = Chart,
                Message = Message,
                State = State,
                Fault = Fault,
                Minutes = int.TryParse(Minutes, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 0 and <= LongestMinutes ? minutes : null,
            };
            return this switch
            {
                { Minutes: not null } when question.Minutes is null => Wrong($"minutes is 0 to {LongestMinutes}.", "minutes"),
                _ => OutboxPage.Read(After, Count, out after, out count) ?? question.Objection(),
            };
        }

        private static Issue Wrong(string sentence, string parameter) => new(IssueType.Value, sentence, parameter);
    }
}
