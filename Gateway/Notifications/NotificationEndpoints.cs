using System.Globalization;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Interactions;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Gateway.Topics;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Notifications;

/// <summary>How subscriptions are, and what happened to them, over REST. It translates; it does not decide.</summary>
internal static class NotificationEndpoints
{
    private const string Type = "Subscription";
    private const string Status = "$status";
    private const string Events = "$events";
    private const string Since = "eventsSinceNumber";
    private const string Until = "eventsUntilNumber";
    private const string Content = "content";

    public static IEndpointRouteBuilder MapNotifications(this IEndpointRouteBuilder routes)
    {
        foreach (var method in (string[])[HttpMethods.Get, HttpMethods.Post])
        {
            routes.MapMethods($"/{Type}/{Status}", [method], StatusesAsync).IsOperation(Type, Status, Backport.StatusOperation);
            routes.MapMethods($"/{Type}/{{id}}/{Status}", [method], StatusAsync).IsOperation(Type, Status, Backport.StatusOperation);
            routes.MapMethods($"/{Type}/{{id}}/{Events}", [method], EventsAsync).IsOperation(Type, Events, Backport.EventsOperation);
        }

        return routes;
    }

    private static async Task<IResult> StatusesAsync(
        HttpContext context, Readers readers, SubscriptionStates states, NotificationWriter writer, AuditTrail trail, TimeProvider clock, IOptions<RestOptions> rest)
    {
        var (reader, unknown) = await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return unknown;
        }

        if (!reader.Caller.Plain.Allows(Type, ScopeRights.Search))
        {
            return await trail.ForbidAsync(AuditEntries.Called(reader.Caller, Type, Status, AuditOutcome.Denied, AuditEntries.WithoutScope), context);
        }

        var (question, objection) = await StatusQuestion.ReadAsync(context.Request, rest.Value.MaxBodyBytes);
        if (question is null)
        {
            return objection!;
        }

        var found = await states.StatesAsync(reader, question.Ids, question.Statuses, context.RequestAborted);
        var entry = AuditEntries.Listed(reader.Caller, AuditAction.Operation, Type, question.ToQuery(Status), null);
        return await AnswerAsync(writer.WriteStatus(found, clock.GetUtcNow()), entry, trail, context);
    }

    private static async Task<IResult> StatusAsync(
        string id, HttpContext context, Readers readers, SubscriptionStates states, NotificationWriter writer, AuditTrail trail, TimeProvider clock, IOptions<RestOptions> rest)
    {
        var (reader, row, objection) = await FindAsync(id, context, readers, states, trail);
        if (row is null)
        {
            return objection!;
        }

        // At an instance the guide has the parameters ignored.
        var (_, malformed) = await StatusQuestion.ReadAsync(context.Request, rest.Value.MaxBodyBytes);
        if (malformed is not null)
        {
            return malformed;
        }

        return await states.StateAsync(id, context.RequestAborted) is not { } state
            ? await trail.RefuseAsync(NotFound(), AuditEntries.Unknown(reader.Caller, AuditAction.Operation, Type, id), context)
            : await AnswerAsync(writer.WriteStatus([state], clock.GetUtcNow()), AuditEntries.Shown(reader.Caller, AuditAction.Operation, Type, id, row.Version, row), trail, context);
    }

    private static async Task<IResult> EventsAsync(
        string id,
        HttpContext context,
        Readers readers,
        SubscriptionStates states,
        NotificationWriter writer,
        AuditTrail trail,
        TimeProvider clock,
        IOptions<RestOptions> rest,
        IOptions<TopicsOptions> options)
    {
        var (reader, row, unseen) = await FindAsync(id, context, readers, states, trail);
        if (row is null)
        {
            return unseen!;
        }

        var (inputs, objection) = await OperationInputs.ReadAsync(context.Request, rest.Value.MaxBodyBytes, [Since, Until, Content]);
        if (objection is not null)
        {
            return objection;
        }

        if (NumberIn(inputs, Since, 1) is not { } since || NumberIn(inputs, Until, long.MaxValue) is not { } until)
        {
            return Bad($"{Since} and {Until} are numbers of events, from 1.");
        }

        if (PayloadContents.Parse(inputs.GetValueOrDefault(Content, "id-only")) is not { } content)
        {
            return Bad($"{Content} is empty, id-only or full-resource.");
        }

        if (await states.StateAsync(id, context.RequestAborted) is not { } state)
        {
            return await trail.RefuseAsync(NotFound(), AuditEntries.Unknown(reader.Caller, AuditAction.Operation, Type, id), context);
        }

        var events = await states.EventsAsync(id, since, until, options.Value.MostInNotification, reader, context.RequestAborted);
        var entry = AuditEntries.Listed(
            reader.Caller, AuditAction.Operation, $"{Type}/{id}", string.Create(CultureInfo.InvariantCulture, $"{Events}?{Since}={since}&{Until}={until}"),
            events.Select(one => one.Chart).Distinct().Take(2).ToArray() is [{ } only] ? only : null,
            events.Any(one => one.IsHeld));
        return await AnswerAsync(writer.Write(state, NotificationKind.QueryEvent, events, content, clock.GetUtcNow()), entry, trail, context);
    }

    private static async ValueTask<(Reader Reader, StoredResource? Row, IResult? Objection)> FindAsync(
        string id, HttpContext context, Readers readers, SubscriptionStates states, AuditTrail trail)
    {
        var (reader, unknown) = await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return (reader, null, unknown);
        }

        if (!reader.Caller.Allows(Type, ScopeRights.Read))
        {
            return (reader, null, await trail.ForbidAsync(AuditEntries.Denied(reader.Caller, AuditAction.Operation, Type, id, null, AuditEntries.WithoutScope), context));
        }

        return await states.FindAsync(id, context.RequestAborted) switch
        {
            null => (reader, null, await trail.RefuseAsync(NotFound(), AuditEntries.Unknown(reader.Caller, AuditAction.Operation, Type, id), context)),
            var row when !states.MaySee(reader, row) => (reader, null, await trail.RefuseAsync(
                NotFound(), AuditEntries.Denied(reader.Caller, AuditAction.Operation, Type, id, row, AuditEntries.NotVisible), context)),
            var row => (reader, row, null),
        };
    }

    private static long? NumberIn(IReadOnlyDictionary<string, string> inputs, string name, long otherwise) => !inputs.TryGetValue(name, out var text) ? otherwise
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : null;

    private static async ValueTask<IResult> AnswerAsync(Bundle bundle, AuditEntry entry, AuditTrail trail, HttpContext context) => await trail.RecordAsync(entry, context)
        ? new DocumentFound(FhirJson.Serialize(bundle))
        : new Refused(StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);

    private static Refused Bad(string sentence) => new(StatusCodes.Status400BadRequest, [new Issue(OperationOutcome.IssueType.Invalid, sentence)]);

    private static Refused NotFound() => new(StatusCodes.Status404NotFound, [ErrorResponses.ForStatus(StatusCodes.Status404NotFound)]);
}
