using System.Runtime.CompilerServices;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Simulation;

/// <summary>Reads stored messages, the newest first.</summary>
internal sealed class SimulatedMessages(IDbContextFactory<GatewayDb> databases)
{
    private const int PageSize = 50;

    /// <summary>Messages that came in since an instant, one page after the other; what is sealed has no words left to judge.</summary>
    public async IAsyncEnumerable<(string Id, Communication Content)> SinceAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = long.MaxValue;
        while (true)
        {
            List<StoredResource> page;
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                page = await Page(db, since, before).ToListAsync(cancellationToken);
            }

            foreach (var row in page)
            {
                var content = (Communication)FhirJson.ReadStored(row.Content);
                if (content.Status != EventStatus.EnteredInError && content.Identifier.Any(identifier => identifier.System == MessageId.System))
                {
                    yield return (row.ResourceId, content);
                }
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            before = page[^1].Sequence;
        }
    }

    private static IQueryable<StoredResource> Page(GatewayDb db, DateTimeOffset since, long before) => db.Resources.AsNoTracking()
        .Where(row => row.ResourceType == "Communication" && row.Occurred >= since && row.Sequence < before && !row.IsDeleted)
        .OrderByDescending(row => row.Sequence)
        .Take(PageSize);
}
