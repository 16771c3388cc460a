using System.Diagnostics;
using System.Security.Cryptography;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Interactions;

/// <summary>The writing interactions as requests: headers and body in, outcome to HTTP. It translates; the plans decide.</summary>
internal sealed class WriteRequests(
    Readers readers, InteractionPlans plans, Writer writer, AuditTrail trail, PublicBase publicBase, IOptions<RestOptions> rest)
{
    public async Task<IResult> CreateAsync(ServedType type, HttpContext context)
    {
        if (CreateRequest.ObjectionTo(context.Request) is { } objection)
        {
            return objection;
        }

        if (Preconditions.Read(context.Request, out var preconditions) is { } malformed)
        {
            return malformed;
        }

        // Who may not create at all is told before the body is read.
        var caller = readers.CallerOf(context.User);
        if (!caller.Allows(type.Name, ScopeRights.Create))
        {
            return await trail.ForbidAsync(AuditEntries.Denied(caller, AuditAction.Create, type.Name), context);
        }

        // The intake of a message finds out for itself who its writer is.
        var (reader, unknown) = type.Name == "Communication" && preconditions.IfNoneExist is null
            ? readers.WriterOf(context)
            : await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return unknown;
        }

        var (body, unreadable) = await BodyAsync(type, context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var idempotency = CreateRequest.IdempotencyKey(context.Request) is { } key ? new Idempotency(key, SHA256.HashData(body!.Bytes.Span)) : null;
        var outcome = await writer.RunAsync(
            RequestOrigin.Of(context),
            attempt => plans.CreateAsync(
                new ResourceWrite(type, body!.Take(), reader), idempotency, preconditions.IfNoneExist, attempt, context.RequestAborted),
            context.RequestAborted);
        return Answer(outcome);
    }

    /// <param name="type">The type in the address.</param>
    /// <param name="id">The id in the address; none for an update of what a search finds.</param>
    /// <param name="context">The request.</param>
    public async Task<IResult> UpdateAsync(ServedType type, string? id, HttpContext context)
    {
        if (FhirBody.ObjectionTo(context.Request) is { } objection)
        {
            return objection;
        }

        if (Preconditions.Read(context.Request, out var preconditions) is { } malformed)
        {
            return malformed;
        }

        var (reader, unknown) = await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return unknown;
        }

        if (!reader.Caller.Allows(type.Name, ScopeRights.Update))
        {
            return await trail.ForbidAsync(Denied(reader, AuditAction.Update, type, id), context);
        }

        var (body, unreadable) = await BodyAsync(type, context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var outcome = await writer.RunAsync(
            RequestOrigin.Of(context),
            attempt =>
            {
                var write = new ResourceWrite(type, body!.Take(), reader);
                return id is null
                    ? plans.UpdateWhereAsync(write, CriteriaOf(context.Request), preconditions, attempt, context.RequestAborted)
                    : plans.UpdateAsync(write, id, preconditions, attempt, context.RequestAborted);
            },
            context.RequestAborted);
        return Answer(outcome);
    }

    /// <inheritdoc cref="UpdateAsync"/>
    public async Task<IResult> PatchAsync(ServedType type, string? id, HttpContext context)
    {
        if (Preconditions.Read(context.Request, out var preconditions) is { } malformed)
        {
            return malformed;
        }

        var (reader, unknown) = await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return unknown;
        }

        if (!reader.Caller.Allows(type.Name, ScopeRights.Update))
        {
            return await trail.ForbidAsync(Denied(reader, AuditAction.Patch, type, id), context);
        }

        var (patch, unreadable) = await PatchBodies.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var outcome = await writer.RunAsync(
            RequestOrigin.Of(context),
            _ => id is null
                ? plans.PatchWhereAsync(type, CriteriaOf(context.Request), patch!, reader, preconditions, context.RequestAborted)
                : plans.PatchAsync(type, id, patch!, reader, preconditions, Sibling.None, context.RequestAborted),
            context.RequestAborted);
        return Answer(outcome);
    }

    /// <inheritdoc cref="UpdateAsync"/>
    public async Task<IResult> DeleteAsync(ServedType type, string? id, HttpContext context)
    {
        if (Preconditions.Read(context.Request, out var preconditions) is { } malformed)
        {
            return malformed;
        }

        var (reader, unknown) = await readers.ReadAsync(context);
        if (unknown is not null)
        {
            return unknown;
        }

        var outcome = await writer.RunAsync(
            RequestOrigin.Of(context),
            _ => id is null
                ? plans.DeleteWhereAsync(type, CriteriaOf(context.Request), reader, preconditions, context.RequestAborted)
                : plans.DeleteAsync(type, id, reader, preconditions, context.RequestAborted),
            context.RequestAborted);
        return Answer(outcome);
    }

    internal IResult Answer(WriteOutcome outcome) => outcome switch
    {
        WriteOutcome.Created created => new ResourceCreated(publicBase, created.Version),
        WriteOutcome.Updated updated => new ResourceUpdated(publicBase, updated.Version),
        WriteOutcome.Existing existing => new ResourceUpdated(publicBase, existing.Version),
        WriteOutcome.Deleted deleted => new ResourceDeleted(deleted.Version),
        WriteOutcome.Refused refused => new Refused(refused.Status, refused.Issues, refused.RetryAfter),
        _ => throw new UnreachableException(),
    };

    private async ValueTask<(ReadBody? Body, Refused? Objection)> BodyAsync(ServedType type, HttpContext context)
    {
        var body = await FhirBody.ReadAsync(context.Request, rest.Value.MaxBodyBytes, context.RequestAborted);
        if (!body.TryParse<Resource>(out var resource, out var issues))
        {
            return (null, new Refused(StatusCodes.Status400BadRequest, issues));
        }

        return resource.TypeName == type.Name
            ? (new ReadBody(body, resource), null)
            : (null, new Refused(StatusCodes.Status400BadRequest, [ParseIssues.WrongType(type.Name)]));
    }

    private static string CriteriaOf(HttpRequest request) => request.QueryString.Value?.TrimStart('?') ?? string.Empty;

    private static AuditEntry Denied(Reader reader, AuditAction action, ServedType type, string? id) => id is null
        ? AuditEntries.Denied(reader.Caller, action, type.Name)
        : AuditEntries.Denied(reader.Caller, action, type.Name, id, null, AuditEntries.WithoutScope);

    /// <summary>A body that was parsed: planning changes the resource, so a second plan gets one parsed anew.</summary>
    private sealed class ReadBody(FhirBody body, Resource first)
    {
        private Resource? unused = first;

        public ReadOnlyMemory<byte> Bytes => body.Content;

        public Resource Take()
        {
            if (Interlocked.Exchange(ref unused, null) is { } parsed)
            {
                return parsed;
            }

            return body.TryParse<Resource>(out var again, out _) ? again : throw new UnreachableException();
        }
    }
}
