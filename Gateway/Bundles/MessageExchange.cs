using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Connections;
using Gateway.Interactions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Bundles;

/// <summary>$process-message: a FHIR message's Communication goes through the intake as if it were posted, and a message answers.</summary>
internal sealed class MessageExchange(
    Readers readers,
    InteractionPlans plans,
    Writer writer,
    AuditTrail trail,
    KnownServers servers,
    PublicBase publicBase,
    IOptions<RestOptions> rest,
    TimeProvider clock)
{
    private static readonly ServedType Communications = ServedTypes.Find("Communication")!;

    public async Task<IResult> ReceiveAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query.ContainsKey("response-url") || (query["async"] is [{ } isAsync] && isAsync != "false"))
        {
            return new Refused(
                StatusCodes.Status400BadRequest,
                [new Issue(OperationOutcome.IssueType.NotSupported, "Messages are answered at once: leave async and response-url out.")]);
        }

        // Who may not send at all is told before the body is read.
        var caller = readers.CallerOf(context.User);
        if (!caller.Allows(Communications.Name, ScopeRights.Create))
        {
            return await trail.ForbidAsync(AuditEntries.Denied(caller, AuditAction.Create, Communications.Name), context);
        }

        var (reader, unknown) = readers.WriterOf(context);
        if (unknown is not null)
        {
            return unknown;
        }

        var (body, unreadable) = await BundleBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        if (unreadable is not null)
        {
            return unreadable;
        }

        if (body!.AllFaults is { IsEmpty: false } faults)
        {
            return new Refused(StatusCodes.Status400BadRequest, faults);
        }

        var (message, issues) = IncomingMessage.Read(body.Bundle);
        if (message is null)
        {
            return new Refused(StatusCodes.Status400BadRequest, issues);
        }

        var outcome = await TakeInAsync(message, reader, context);
        AnswerForms.KeepWhole(context);
        return new PageFound(MessageReply.To(message, outcome, publicBase, clock.GetUtcNow()));
    }

    private async Task<WriteOutcome> TakeInAsync(IncomingMessage message, Reader reader, HttpContext context)
    {
        new BundleLinks(ImmutableDictionary<string, ResourceKey>.Empty, servers.Bases).Rewrite(message.Content, message.FullUrl);
        return await writer.RunAsync(
            RequestOrigin.Of(context),
            attempt => plans.CreateAsync(
                new ResourceWrite(Communications, (Resource)message.Content.DeepCopy(), reader), message.Idempotency, null, attempt, context.RequestAborted),
            context.RequestAborted);
    }
}
