using System.Globalization;
using Gateway.Access;
using Gateway.Charts;
using Gateway.References;
using Gateway.Rest;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Messages;

/// <summary>Reads by id: what the caller may not see is answered as if it did not exist.</summary>
internal sealed class ResourceReads(CallerReader callers, ChartDirectory directory, IDbContextFactory<GatewayDb> databases)
{
    public async Task<IResult> CurrentAsync(string type, string id, HttpContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.RequestAborted);
        return await AnswerAsync(await ResourceQueries.CurrentAsync(db, new ResourceKey(type, id), context.RequestAborted), context);
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

    private async Task<IResult> AnswerAsync(StoredResource? stored, HttpContext context)
    {
        if (Preconditions.Read(context.Request, out var preconditions) is { } objection)
        {
            return objection;
        }

        var reader = await ReaderAsync(callers.Read(context.User), stored?.Sender, context.RequestAborted);
        if (stored is null || !ReadPolicy.MayRead(reader, stored.ResourceType, stored.Chart, stored.Sender, stored.Quarantined))
        {
            return NotFound();
        }

        var version = StoredVersions.Of(stored);
        return preconditions.Has(version) ? new ResourceUnchanged(version) : new ResourceFound(version);
    }

    // A launch in a chart that was merged away is a launch in the chart that survived; and a mother who wrote as a related
    // person is the one who signed in as a patient.
    private async ValueTask<Caller> ReaderAsync(Caller caller, string? sender, CancellationToken cancellationToken)
    {
        if (caller.Chart is { } chart && await directory.FindChartAsync(chart, cancellationToken) is Lookup<ChartFacts>.Found found)
        {
            caller = caller with { Chart = found.Facts.Id };
        }

        var isSameHuman = caller.Person is { Type: "Patient" or "RelatedPerson" } person
            && ResourceKey.TryParse(sender, out var key)
            && key != person
            && await directory.FindPersonAsync(person, cancellationToken) is Lookup<PersonFacts>.Found human
            && human.Facts.Identities.Contains(key);
        return isSameHuman && ResourceKey.TryParse(sender, out var identity) ? caller with { Person = identity } : caller;
    }

    private static Refused NotFound() =>
        new(StatusCodes.Status404NotFound, [ErrorResponses.ForStatus(StatusCodes.Status404NotFound)]);
}
