using Gateway.Resources;
using Gateway.Search;
using Gateway.Search.Indexing;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Writes;

/// <summary>A stored resource that gets its next version, or its end; what it is found by changes with it.</summary>
/// <param name="row">The row as it was read.</param>
/// <param name="index">Works out again what the replaced version was found by.</param>
internal sealed class Replacement(StoredResource row, SearchIndex index)
{
    private readonly SupersededVersion superseded = SupersededVersion.Of(row);
    private readonly List<object> outdated = row.IsDeleted ? [] : [.. EntriesOf(row, index).RowsFor(row.Sequence, row.Occurred)];

    /// <summary>The next version: its content, and what access and search need beside it.</summary>
    public void Stage(Changes changes, Resource next, string? chart, DateTimeOffset now)
    {
        var entries = index.EntriesOf(next);
        var occurred = entries.Occurred ?? (row.IsDeleted ? now : row.Occurred);
        Replace(changes, [.. entries.RowsFor(row.Sequence, occurred)], current =>
        {
            current.LastUpdated = now;
            current.Occurred = occurred;
            current.IsDeleted = false;
            current.Chart = chart;
            current.Content = FhirJson.Serialize(next);
        });
    }

    /// <summary>A version that says that the resource is deleted.</summary>
    public void StageDeleted(Changes changes, DateTimeOffset now) => Replace(changes, [], current =>
    {
        current.LastUpdated = now;
        current.IsDeleted = true;
        current.Content = [];
    });

    private void Replace(Changes changes, List<object> entries, Action<StoredResource> change)
    {
        changes.Add(superseded);
        changes.Change(row, change);
        outdated.ForEach(changes.Remove);
        entries.ForEach(changes.Add);
    }

    private static SearchEntries EntriesOf(StoredResource row, SearchIndex index) => index.EntriesOf(FhirJson.ReadStored(row.Content));
}
