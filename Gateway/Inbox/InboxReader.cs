using System.Collections.Immutable;
using Gateway.Access;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Routing;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox;

/// <summary>Reads an inbox a page at a time, as a searchset of Tasks: of one pool, of several as if they were one, or of a person.</summary>
internal sealed class InboxReader(IDbContextFactory<GatewayDb> databases, InboxCompany company, PublicBase publicBase, TimeProvider clock)
{
    public const string Operation = "$inbox";

    /// <param name="question">What is asked.</param>
    /// <param name="reach">How far the caller may look.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="language">In which language pools are named.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<InboxFound> ReadAsync(InboxQuestion question, InboxReach.Pools reach, Caller caller, string language, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (items, next) = await ItemsAsync(db, question, reach, cancellationToken);
        var messages = question.Messages ? await company.MessagesOfAsync(db, items, caller, cancellationToken) : [];
        var open = question.Pools || question is { Claimed: null, Mine: false } ? await OpenAsync(db, reach, cancellationToken) : [];
        var pools = question.Pools ? await company.PoolsAsync(open, language, cancellationToken) : [];
        int? total = question switch
        {
            { Claimed: not null } => null,
            { Mine: true } => await InboxQueries.OpenOf(db, TextsOf(reach.Names), TextsOf(reach.Listed)).CountAsync(cancellationToken),
            _ => open.Values.Sum(),
        };
        return new InboxFound(
            new BundlePage(Bundle.BundleType.Searchset, clock.GetUtcNow())
            {
                Total = total,
                Links = [Link("self", question, question.After), .. next is null ? Array.Empty<PageLink>() : [Link("next", question, next)]],
                Entries =
                [
                    .. items.Select(item => Entry($"Task/{item.Row.ResourceId}", item.Row.Content, Bundle.SearchEntryMode.Match)),
                    .. messages.Select(message => Entry(
                        $"Communication/{message.Row.ResourceId}", FhirJson.Serialize(message.Beginning), Bundle.SearchEntryMode.Include)),
                    .. pools.Select(pool => Entry($"{pool.TypeName}/{pool.Id}", FhirJson.Serialize(pool), Bundle.SearchEntryMode.Include)),
                ],
            },
            [.. messages.Select(message => message.Row)]);
    }

    // Whether somebody has it stands in the Task alone: what does not fit is passed over, and the page is filled from behind.
    private static async Task<(ImmutableArray<InboxRow> Items, InboxMark? Next)> ItemsAsync(
        GatewayDb db, InboxQuestion question, InboxReach.Pools reach, CancellationToken cancellationToken)
    {
        var items = ImmutableArray.CreateBuilder<InboxRow>();
        var after = question.After;
        while (true)
        {
            // One more than is shown tells whether there is a next page.
            var rows = await RowsAsync(db, question.Mine, reach, after, question.Count + 1, cancellationToken);
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

    // Each pool lies in its order already: the first of all are among the first of each.
    private static async Task<IReadOnlyList<InboxRow>> RowsAsync(
        GatewayDb db, bool mine, InboxReach.Pools reach, InboxMark? after, int count, CancellationToken cancellationToken)
    {
        if (mine)
        {
            return await InboxQueries.PageOf(db, TextsOf(reach.Names), TextsOf(reach.Listed), after, count).ToListAsync(cancellationToken);
        }

        var rows = new List<InboxRow>();
        foreach (var pool in reach.Listed)
        {
            rows.AddRange(await InboxQueries.Page(db, pool.ToString(), after, count).ToListAsync(cancellationToken));
        }

        return [.. rows.OrderBy(row => row.Place, StringComparer.Ordinal).ThenBy(row => row.Since).ThenBy(row => row.Row.Sequence).Take(count)];
    }

    /// <summary>How much is open in each.</summary>
    private static async Task<Dictionary<ResourceKey, int>> OpenAsync(GatewayDb db, InboxReach.Pools reach, CancellationToken cancellationToken)
    {
        var open = new Dictionary<ResourceKey, int>();
        foreach (var pool in reach.Listed)
        {
            open[pool] = await InboxQueries.Open(db, pool.ToString()).CountAsync(cancellationToken);
        }

        return open;
    }

    private static string[] TextsOf(ImmutableArray<ResourceKey> keys) => [.. keys.Select(key => key.ToString())];

    private static bool IsClaimed(InboxRow item) => WorkTasks.HolderOf((FhirTask)FhirJson.ReadStored(item.Row.Content)) is not null;

    private PageEntry Entry(string path, ReadOnlyMemory<byte> content, Bundle.SearchEntryMode mode) =>
        new() { FullUrl = $"{publicBase.Prefix}{path}", Content = content, Mode = mode };

    private PageLink Link(string relation, InboxQuestion question, InboxMark? after) =>
        new(relation, $"{publicBase.Prefix}Task/{Operation}?{question.ToQuery(after)}");
}
