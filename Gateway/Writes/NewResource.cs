using Gateway.Search.Indexing;
using Gateway.Storage;

namespace Gateway.Writes;

/// <summary>A resource that is to be stored for the first time, with what it is found by.</summary>
internal sealed record NewResource(StoredResource Row, SearchEntries Entries)
{
    public void Stage(Changes changes)
    {
        changes.Add(Row);
        foreach (var entry in Entries.RowsFor(Row.Sequence, Row.Occurred))
        {
            changes.Add(entry);
        }
    }
}
