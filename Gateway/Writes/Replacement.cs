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
    private readonly List<object> outdated = row.IsDeleted ? [] : [.. EntriesOf(row, index).RowsFor(row.Sequence, row.Occurred)];

    /// <summary>The version that is replaced, as the history will have it.</summary>
    public SupersededVersion Former { get; } = SupersededVersion.Of(row);

    /// <summary>The next version: its content, and what access and search need beside it.</summary>
    /// <param name="changes">Where to.</param>
    /// <param name="next">The next version, stamped.</param>
    /// <param name="chart">The chart it is in.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="isHeld">Whether it is held from now on; null for no change.</param>
    public void Stage(Changes changes, Resource next, string? chart, DateTimeOffset now, bool? isHeld = null)
    {
        var entries = index.EntriesOf(next);
        var occurred = entries.Occurred ?? (row.IsDeleted ? now : row.Occurred);
        Replace(changes, [.. entries.RowsFor(row.Sequence, occurred)], current =>
        {
            current.LastUpdated = now;
            current.Occurred = occurred;
            current.IsDeleted = false;
            current.Chart = chart;
            current.Quarantined = isHeld ?? current.Quarantined;
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
        changes.Add(Former);
        changes.Change(row, change);
        outdated.ForEach(changes.Remove);
        entries.ForEach(changes.Add);
    }

    private static SearchEntries EntriesOf(StoredResource row, SearchIndex index) => index.EntriesOf(FhirJson.ReadStored(row.Content));
}
