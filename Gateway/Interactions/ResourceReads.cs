using System.Globalization;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Interactions;

/// <summary>Reads by id: what the caller may not see is answered as if it did not exist.</summary>
internal sealed class ResourceReads(Readers readers, ScopeJudge scopes, TrailLooks trail, LookAnswers answers, IDbContextFactory<GatewayDb> databases)
{
    public async Task<IResult> CurrentAsync(string type, string id, HttpContext context)
    {
        if (Preconditions.Read(context.Request, out var preconditions) is { } objection)
        {
            return objection;
        }

        var (reader, unknown) = await readers.ReadAsync(context);
        return unknown
            ?? await answers.AnswerAsync(await CurrentAsync(new ResourceKey(type, id), preconditions, reader, context.RequestAborted), context);
    }

    public async Task<IResult> VersionAsync(string type, string id, string version, HttpContext context)
    {
        if (Preconditions.Read(context.Request, out var preconditions) is { } objection)
        {
            return objection;
        }

        var (reader, unknown) = await readers.ReadAsync(context);
        return unknown
            ?? await answers.AnswerAsync(await VersionAsync(new ResourceKey(type, id), version, preconditions, reader, context.RequestAborted), context);
    }

    public async ValueTask<LookOutcome> CurrentAsync(ResourceKey key, Preconditions preconditions, Reader reader, CancellationToken cancellationToken)
    {
        if (ServedTypes.IsOfTrail(key.Type))
        {
            return await trail.ReadAsync(key, preconditions, reader, cancellationToken);
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await ResourceQueries.CurrentAsync(db, key, cancellationToken);
        return OutcomeOf(AuditAction.Read, key, stored is null ? null : StoredVersion.Of(stored), preconditions, reader);
    }

    public async ValueTask<LookOutcome> VersionAsync(
        ResourceKey key, string version, Preconditions preconditions, Reader reader, CancellationToken cancellationToken)
    {
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return NotFound(AuditEntries.Unknown(reader.Caller, AuditAction.Vread, key.Type, key.Id));
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return OutcomeOf(AuditAction.Vread, key, await ResourceQueries.VersionAsync(db, key, number, cancellationToken), preconditions, reader);
    }

    private LookOutcome OutcomeOf(AuditAction action, ResourceKey key, StoredVersion? stored, Preconditions preconditions, Reader reader)
    {
        if (stored is null)
        {
            return NotFound(AuditEntries.Unknown(reader.Caller, action, key.Type, key.Id));
        }

        if (!ReadPolicy.RightsOf(scopes.Before(reader, stored.ResourceType, stored.Content), stored.ResourceType, ScopeRights.Read).Allow(stored))
        {
            return NotFound(AuditEntries.Denied(reader.Caller, action, key.Type, key.Id, stored, AuditEntries.NotVisible));
        }

        var shown = AuditEntries.Shown(reader.Caller, action, key.Type, key.Id, stored.Version, stored);
        if (stored.IsDeleted)
        {
            return LookOutcome.Refused.Because(StatusCodes.Status410Gone) with { Trace = shown };
        }

        var version = StoredVersions.Of(stored);
        LookOutcome outcome = preconditions.Has(version) ? new LookOutcome.Unchanged(version) : new LookOutcome.Found(version);
        return outcome with { Trace = shown };
    }

    private static LookOutcome NotFound(AuditEntry trace) => LookOutcome.Refused.Because(StatusCodes.Status404NotFound) with { Trace = trace };
}
