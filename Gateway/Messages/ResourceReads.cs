using System.Globalization;
using Gateway.Access;
using Gateway.Charts;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

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
        if (!FhirContent.IsAccepted(context.Request.GetTypedHeaders().Accept))
        {
            return new Refused(
                StatusCodes.Status406NotAcceptable,
                [new Issue(OperationOutcome.IssueType.NotSupported, "This server answers application/fhir+json, FHIR version 4.0.")]);
        }

        var reader = await ReaderAsync(callers.Read(context.User), stored?.Sender, context.RequestAborted);
        if (stored is null || !ReadPolicy.MayRead(reader, stored.ResourceType, stored.Chart, stored.Sender, stored.Quarantined))
        {
            return NotFound();
        }

        var version = StoredVersions.Of(stored);
        return IsKnown(version, context.Request) ? new ResourceUnchanged(version) : new ResourceFound(version);
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

    private static bool IsKnown(ResourceVersion version, HttpRequest request) => request.GetTypedHeaders().IfNoneMatch
        .Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(EntityTagHeaderValue.Parse(version.ETag), useStrongComparison: false));

    private static Refused NotFound() =>
        new(StatusCodes.Status404NotFound, [ErrorResponses.ForStatus(StatusCodes.Status404NotFound)]);
}
