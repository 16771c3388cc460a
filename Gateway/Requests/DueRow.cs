using Gateway.Storage;

namespace Gateway.Requests;

/// <summary>A request, or the Task to answer one, for which there is something to do.</summary>
internal sealed record DueRow(string Due, StoredResource Row);
