using System.Globalization;
using Gateway.Access;
using Gateway.References;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Interactions;

/// <summary>Reads by id: what the caller may not see is answered as if it did not exist.</summary>
internal sealed class ResourceReads(Readers readers, ScopeJudge scopes, IDbContextFactory<GatewayDb> databases)
{
    public async Task<IResult> CurrentAsync(string type, string id, HttpContext context)
    {
        if (Preconditions.Read(context.Request, out var preconditions) is { } objection)
        {
            return objection;
        }

        var (reader, unknown) = await readers.ReadAsync(context);
        return unknown ?? LookAnswers.Of(await CurrentAsync(new ResourceKey(type, id), preconditions, reader, context.RequestAborted));
    }

    public async Task<IResult> VersionAsync(string type, string id, string version, HttpContext context)
    {
        if (Preconditions.Read(context.Request, out var preconditions) is { } objection)
        {
            return objection;
        }

        var (reader, unknown) = await readers.ReadAsync(context);
        return unknown ?? LookAnswers.Of(await VersionAsync(new ResourceKey(type, id), version, preconditions, reader, context.RequestAborted));
    }

    public async ValueTask<LookOutcome> CurrentAsync(ResourceKey key, Preconditions preconditions, Reader reader, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await ResourceQueries.CurrentAsync(db, key, cancellationToken);
        return OutcomeOf(stored is null ? null : StoredVersion.Of(stored), preconditions, reader);
    }

    public async ValueTask<LookOutcome> VersionAsync(
        ResourceKey key, string version, Preconditions preconditions, Reader reader, CancellationToken cancellationToken)
    {
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return LookOutcome.Refused.Because(StatusCodes.Status404NotFound);
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return OutcomeOf(await ResourceQueries.VersionAsync(db, key, number, cancellationToken), preconditions, reader);
    }

    private LookOutcome OutcomeOf(StoredVersion? stored, Preconditions preconditions, Reader reader)
    {
        if (stored is null
            || !ReadPolicy.RightsOf(scopes.Before(reader, stored.ResourceType, stored.Content), stored.ResourceType, ScopeRights.Read).Allow(stored))
        {
            return LookOutcome.Refused.Because(StatusCodes.Status404NotFound);
        }

        if (stored.IsDeleted)
        {
            return LookOutcome.Refused.Because(StatusCodes.Status410Gone);
        }

        var version = StoredVersions.Of(stored);
        return preconditions.Has(version) ? new LookOutcome.Unchanged(version) : new LookOutcome.Found(version);
    }
}
