using System.Globalization;
using Gateway.Access;
using Gateway.References;
using Gateway.Rest;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Interactions;

/// <summary>Reads by id: what the caller may not see is answered as if it did not exist.</summary>
internal sealed class ResourceReads(Readers readers, IDbContextFactory<GatewayDb> databases)
{
    public async Task<IResult> CurrentAsync(string type, string id, HttpContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.RequestAborted);
        var stored = await ResourceQueries.CurrentAsync(db, new ResourceKey(type, id), context.RequestAborted);
        return await AnswerAsync(stored is null ? null : StoredVersion.Of(stored), context);
    }

    public async Task<IResult> VersionAsync(string type, string id, string version, HttpContext context)
    {
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return NotFound();
        }

        await using var db = await databases.CreateDbContextAsync(context.RequestAborted);
        return await AnswerAsync(await ResourceQueries.VersionAsync(db, new ResourceKey(type, id), number, context.RequestAborted), context);
    }

    private async Task<IResult> AnswerAsync(StoredVersion? stored, HttpContext context)
    {
        if (Preconditions.Read(context.Request, out var preconditions) is { } objection)
        {
            return objection;
        }

        var reader = await readers.ReadAsync(context.User, context.RequestAborted);
        if (stored is null || !ReadPolicy.RightsOf(reader, stored.ResourceType, ScopeRights.Read).Allow(stored))
        {
            return NotFound();
        }

        if (stored.IsDeleted)
        {
            return new Refused(StatusCodes.Status410Gone, [ErrorResponses.ForStatus(StatusCodes.Status410Gone)]);
        }

        var version = VersionOf(stored);
        return preconditions.Has(version) ? new ResourceUnchanged(version) : new ResourceFound(version);
    }

    private static ResourceVersion VersionOf(StoredVersion stored) =>
        new(new ResourceKey(stored.ResourceType, stored.ResourceId), stored.Version, stored.LastUpdated, stored.Content);

    private static Refused NotFound() =>
        new(StatusCodes.Status404NotFound, [ErrorResponses.ForStatus(StatusCodes.Status404NotFound)]);
}
