using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Microsoft.AspNetCore.Mvc;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.DeadLetters;

/// <summary>/admin/dead-letters: what could not be delivered, for whoever mends it.</summary>
internal static class DeadLetterEndpoints
{
    public const string Path = "/admin/dead-letters";

    /// <summary>What the audit trail calls the list.</summary>
    public const string Operation = "dead-letters";

    private const string Json = "application/json";
    private const int LargestBody = 64 * 1024;

    public static IEndpointRouteBuilder MapDeadLetters(this IEndpointRouteBuilder routes)
    {
        var letters = routes.MapGroup(Path).ForDeliverers().WithTags("Dead letters");
        letters.MapGet("", ListAsync).WithName("listDeadLetters").WithSummary("What could not be delivered, and why").Produces<DeadLetterListing>();
        letters.MapGet("{number}", ReadAsync).WithName("readDeadLetter").WithSummary("One, also after it was replayed or discarded").Produces<DeadLetterDocument>();
        letters.MapPost("{number}/$replay", ReplayAsync)
            .WithName("replayDeadLetter").WithSummary("Send it again, perhaps with corrections").Accepts<ReplayRequest>(Json).Produces<DeadLetterDocument>();
        letters.MapPost("{number}/$discard", DiscardAsync)
            .WithName("discardDeadLetter").WithSummary("Give it up, and say why").Accepts<DiscardRequest>(Json).Produces<DeadLetterDocument>();
        letters.MapPost("$replay", ReplayManyAsync)
            .WithName("replayDeadLetters").WithSummary("Send again what a filter finds, 200 at most").Accepts<ReplayManyRequest>(Json).Produces<ReplayReport>();
        return routes;
    }

    internal static IResult Answer(DeadLetterOutcome outcome, HttpContext context)
    {
        switch (outcome)
        {
            case DeadLetterOutcome.Changed changed:
                context.Response.Headers.ETag = DeadLetterTags.TextOf(changed.Letter);
                return Results.Json(DeadLetterDocument.Of(changed.Letter), DeadLetterJson.Default.DeadLetterDocument);
            case DeadLetterOutcome.Unknown:
                return new Refused(StatusCodes.Status404NotFound, [new Issue(IssueType.NotFound, "There is no such dead letter.")]);
            case DeadLetterOutcome.Conflicting conflicting:
                return new Refused(StatusCodes.Status409Conflict, [new Issue(IssueType.Conflict, conflicting.Sentence)]);
            case DeadLetterOutcome.Stale:
                return new Refused(StatusCodes.Status412PreconditionFailed, [new Issue(IssueType.Conflict, "If-Match: it has been changed. Read it again.")]);
            case DeadLetterOutcome.Refused refused:
                return new Refused(StatusCodes.Status422UnprocessableEntity, refused.Issues);
            case DeadLetterOutcome.Unavailable unavailable:
                return new Refused(StatusCodes.Status503ServiceUnavailable, unavailable.Issues, ErrorHandling.TryAgainIn);
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<IResult> ListAsync([AsParameters] DeadLetterParameters asked, HttpContext context, DeadLetterReader letters, AuditTrail trail)
    {
        if (asked.Read(out var question, out var count, out var after) is { } objection)
        {
            return new Refused(StatusCodes.Status400BadRequest, [objection]);
        }

        var (found, more) = await letters.PageAsync(question, after, count, context.RequestAborted);
        var chart = question.Chart is { } text && PatientId.TryParse(text, out var patient) ? patient.Value : null;
        var entry = AuditEntries.Listed(Deliverer.In(context).Caller, AuditAction.Operation, "admin", question.ToQuery(Operation), chart);
        return await trail.RecordAsync(entry, context)
            ? Results.Json(
                new DeadLetterListing([.. found.Select(DeadLetterDocument.Of)], more ? found[^1].Sequence : null), DeadLetterJson.Default.DeadLetterListing)
            : Refused.ForNow();
    }

    private static async Task<IResult> ReadAsync(long number, HttpContext context, DeadLetterReader letters, AuditTrail trail)
    {
        if (await letters.FindAsync(number, context.RequestAborted) is not { } letter)
        {
            return Answer(new DeadLetterOutcome.Unknown(), context);
        }

        return await trail.RecordAsync(Deliverer.In(context).Did(letter, null), context) ? Answer(new DeadLetterOutcome.Changed(letter), context) : Refused.ForNow();
    }

    private static Task<IResult> ReplayAsync(long number, HttpContext context, DeadLetterDesk desk) => WithBodyAsync(
        context,
        DeadLetterJson.Default.ReplayRequest,
        async request => Preconditions.Read(context.Request, out var preconditions) is { } malformed
            ? malformed
            : Answer(await desk.ReplayAsync(number, request?.Corrections, preconditions, Deliverer.In(context), context.RequestAborted), context));

    private static Task<IResult> DiscardAsync(long number, HttpContext context, DeadLetterDesk desk) => WithBodyAsync(
        context,
        DeadLetterJson.Default.DiscardRequest,
        async request => Preconditions.Read(context.Request, out var preconditions) is { } malformed ? malformed
            : request?.Reason is { } reason && CorrectionsPolicy.DiscardReasons.Contains(reason)
                ? Answer(await desk.DiscardAsync(number, reason, preconditions, Deliverer.In(context), context.RequestAborted), context)
                : Bad($"Say why: reason is one of {string.Join(", ", CorrectionsPolicy.DiscardReasons)}.", "reason"));

    private static Task<IResult> ReplayManyAsync(HttpContext context, DeadLetterDesk desk) => WithBodyAsync(
        context,
        DeadLetterJson.Default.ReplayManyRequest,
        async request =>
        {
            if (request?.Filter is not { IsEmpty: false } filter)
            {
                return Bad("Say which: filter has at least one of connection, chart, message, reason, fault, since, before.", "filter");
            }

            var most = request.Most ?? OutboxPage.Usual;
            if (most is < 1 or > OutboxPage.Largest)
            {
                return Bad($"most is 1 to {OutboxPage.Largest}.", "most");
            }

            return filter.Objection() is { } objection
                ? new Refused(StatusCodes.Status400BadRequest, [objection])
                : Results.Json(
                    await desk.ReplayManyAsync(filter, most, Deliverer.In(context), context.RequestAborted), DeadLetterJson.Default.ReplayReport);
        });

    private static async Task<IResult> WithBodyAsync<TRequest>(HttpContext context, JsonTypeInfo<TRequest> form, Func<TRequest?, Task<IResult>> actAsync)
        where TRequest : class
    {
        if (context.Request.ContentLength is null or 0 && context.Request.ContentType is null)
        {
            return await actAsync(null);
        }

        if (!context.Request.HasJsonContentType())
        {
            return new Refused(StatusCodes.Status415UnsupportedMediaType, [new Issue(IssueType.NotSupported, "Send application/json.")]);
        }

        var body = await RequestBody.ReadAsync(context.Request, LargestBody, context.RequestAborted);
        try
        {
            return await actAsync(JsonSerializer.Deserialize(body.Span, form));
        }
        catch (JsonException malformed)
        {
            // Its message may quote the body.
            return Bad("The body is no such document: a member is not known here, or not of this kind.", PathOf(malformed));
        }
    }

    private static string? PathOf(JsonException malformed) =>
        malformed.Path is ['$', '.', .. var path] && path.All(letter => char.IsAsciiLetter(letter) || letter == '.') ? path : null;

    private static Refused Bad(string sentence, string? expression) =>
        new(StatusCodes.Status400BadRequest, [new Issue(IssueType.Invalid, sentence, expression)]);

    /// <summary>The parameters of a list.</summary>
    internal sealed record DeadLetterParameters
    {
        [FromQuery(Name = "connection")]
        public string? Connection { get; init; }

        [FromQuery(Name = "chart")]
        public string? Chart { get; init; }

        [FromQuery(Name = "message")]
        public string? Message { get; init; }

        [FromQuery(Name = "reason")]
        public string? Reason { get; init; }

        [FromQuery(Name = "fault")]
        public string? Fault { get; init; }

        [FromQuery(Name = "since")]
        public string? Since { get; init; }

        [FromQuery(Name = "before")]
        public string? Before { get; init; }

        [FromQuery(Name = "state")]
        public string? State { get; init; }

        [FromQuery(Name = "after")]
        public string? After { get; init; }

        [FromQuery(Name = "count")]
        public string? Count { get; init; }

        public Issue? Read(out DeadLetterQuestion question, out int count, out long after)
        {
            (count, after) = (OutboxPage.Usual, 0);
            question = new DeadLetterQuestion
            {
                Connection = Connection,
                Chart = Chart,
                Message = Message,
                Reason = Reason,
                Fault = Fault,
                Since = Instant(Since),
                Before = Instant(Before),
                State = State switch
                {
                    "discarded" => OutboxState.Discarded,
                    "replaying" => OutboxState.Pending,
                    _ => OutboxState.DeadLetter,
                },
            };
            return this switch
            {
                { Since: not null } when question.Since is null => Wrong("since is an instant, as in 2026-11-30T08:00:00Z.", "since"),
                { Before: not null } when question.Before is null => Wrong("before is an instant, as in 2026-11-30T08:00:00Z.", "before"),
                { State: not (null or "waiting" or "replaying" or "discarded") } => Wrong("state is waiting, replaying or discarded.", "state"),
                _ => OutboxPage.Read(After, Count, out after, out count) ?? question.Objection(),
            };
        }

        // With its zone: an instant without one would be another on each server.
        private static DateTimeOffset? Instant(string? text) =>
            text is not null && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant)
                ? instant.ToUniversalTime()
                : null;

        private static Issue Wrong(string sentence, string parameter) => new(IssueType.Value, sentence, parameter);
    }
}
