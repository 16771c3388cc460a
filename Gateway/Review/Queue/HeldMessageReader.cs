using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Charts;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Review.Queue;

/// <summary>Reads what a reviewer needs of a held message. While the EHR is away the charts have no names, and the rest is there.</summary>
internal sealed class HeldMessageReader(IDbContextFactory<GatewayDb> databases, ChartDirectory directory)
{
    /// <summary>The review of that id; null if there is none.</summary>
    public async ValueTask<StoredResource?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ResourceQueries.CurrentAsync(db, new ResourceKey("Task", id), cancellationToken) is { Quarantined: true, IsDeleted: false } found ? found : null;
    }

    /// <summary>The held message that a review is about; null if it is held no more, or there is none.</summary>
    public async ValueTask<HeldMessage?> ReadAsync(StoredResource row, FhirTask task, CancellationToken cancellationToken)
    {
        if (!ReviewEntries.IsReview(task) || !ReviewEntries.IsOpen(task) || !ResourceKey.TryParse(task.Focus?.Reference, out var key))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await ResourceQueries.CurrentAsync(db, key, cancellationToken) is not { Quarantined: true, IsDeleted: false } stored)
        {
            return null;
        }

        var suggested = ImmutableArray.CreateBuilder<HeldMessage.Chart>();
        foreach (var id in SuggestedBy(task))
        {
            suggested.Add(await ChartAsync(id, cancellationToken));
        }

        return new HeldMessage(
            row,
            task,
            stored,
            (Communication)FhirJson.ReadStored(stored.Content),
            ResourceKey.TryParse(stored.Sender, out var sender) ? FactsOf(await directory.FindPersonAsync(sender, cancellationToken)) : null,
            await ChartAsync(new PatientId(stored.Chart ?? string.Empty), cancellationToken),
            suggested.ToImmutable());
    }

    private static IEnumerable<PatientId> SuggestedBy(FhirTask task)
    {
        foreach (var extension in task.GetExtensions(Canonicals.SuggestedChart))
        {
            if (PatientId.TryParse((extension.Value as ResourceReference)?.Reference, out var chart))
            {
                yield return chart;
            }
        }
    }

    private async ValueTask<HeldMessage.Chart> ChartAsync(PatientId id, CancellationToken cancellationToken) =>
        new(id.Value, FhirId.IsValid(id.Value) ? FactsOf(await directory.FindChartAsync(id, cancellationToken)) : null);

    private static T? FactsOf<T>(Lookup<T> lookup)
        where T : class => (lookup as Lookup<T>.Found)?.Facts;
}
