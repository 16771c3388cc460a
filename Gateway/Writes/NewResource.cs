using Gateway.Resources;
using Gateway.Search;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Writes;

/// <summary>A resource that is to be stored for the first time, with what it is found by.</summary>
internal sealed record NewResource(StoredResource Row, SearchEntries Entries)
{
    /// <summary>Who writes what nobody asked for, in the store and in the audit trail.</summary>
    public const string Gateway = "gateway";

    /// <summary>A resource of the gateway's own making, stamped with its id and first version.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="sequence">Its place in the store.</param>
    /// <param name="index">Says what it is found by.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="chart">Whose chart it is in; none for what is about no patient.</param>
    /// <param name="isHidden">Nobody but those who work on it sees it, as with what is held.</param>
    /// <param name="onceFor">What it is made for, and never a second time: the store takes one of that name.</param>
    public static NewResource OfOurs(
        Resource resource, long sequence, SearchIndex index, DateTimeOffset now, string? chart = null, bool isHidden = false, string? onceFor = null)
    {
        var entries = index.EntriesOf(resource);
        return new NewResource(
            new StoredResource
            {
                Sequence = sequence,
                ResourceType = resource.TypeName,
                ResourceId = resource.Id!,
                Version = 1,
                LastUpdated = now,
                Occurred = entries.Occurred ?? now,
                Chart = chart,
                Quarantined = isHidden,
                Client = Gateway,
                IdempotencyKey = onceFor,
                Content = FhirJson.Serialize(resource),
            },
            entries);
    }

    public void Stage(Changes changes)
    {
        changes.Add(Row);
        foreach (var entry in Entries.RowsFor(Row.Sequence, Row.Occurred))
        {
            changes.Add(entry);
        }
    }
}
