using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Routing;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Review.Queue;

/// <summary>Reads the queue a page at a time, as a searchset of Tasks.</summary>
internal sealed class QueueReader(IDbContextFactory<GatewayDb> databases, PublicBase publicBase, TimeProvider clock)
{
    public const string Operation = "$review-queue";

    public async Task<BundlePage> ReadAsync(QueueQuestion question, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (items, next) = await ItemsAsync(db, question, cancellationToken);
        var total = question.Claimed is null ? await QueueQueries.Open(db, question.Pool).CountAsync(cancellationToken) : (int?)null;
        return new BundlePage(Bundle.BundleType.Searchset, clock.GetUtcNow())
        {
            Total = total,
            Links = [Link("self", question, question.After), .. next is null ? Array.Empty<PageLink>() : [Link("next", question, next)]],
            Entries =
            [
                .. items.Select(item => new PageEntry
                {
                    FullUrl = $"{publicBase.Prefix}Task/{item.Row.ResourceId}",
                    Content = item.Row.Content,
                    Mode = Bundle.SearchEntryMode.Match,
                }),
            ],
        };
    }

    // Whether somebody has it stands in the Task alone: what does not fit is passed over, and the page is filled from behind.
    private static async Task<(ImmutableArray<QueuedRow> Items, QueueMark? Next)> ItemsAsync(GatewayDb db, QueueQuestion question, CancellationToken cancellationToken)
    {
        var items = ImmutableArray.CreateBuilder<QueuedRow>();
        var after = question.After;
        while (true)
        {
            // One more than is shown tells whether there is a next page.
            var rows = await QueueQueries.Page(db, question.Pool, after, question.Count + 1).ToListAsync(cancellationToken);
            foreach (var row in rows.Where(row => question.Claimed is not { } claimed || claimed == IsClaimed(row)))
            {
                if (items.Count == question.Count)
                {
                    return (items.ToImmutable(), items[^1].Mark);
                }

                items.Add(row);
            }

            if (rows.Count <= question.Count)
            {
                return (items.ToImmutable(), null);
            }

            after = rows[^1].Mark;
        }
    }

    private static bool IsClaimed(QueuedRow item) => WorkTasks.HolderOf((FhirTask)FhirJson.ReadStored(item.Row.Content)) is not null;

    private PageLink Link(string relation, QueueQuestion question, QueueMark? after) =>
        new(relation, $"{publicBase.Prefix}Task/{Operation}?{question.ToQuery(after)}");
}
