using Gateway.Routing;
using Gateway.Storage;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox;

/// <summary>A Task to answer a message, as it was read.</summary>
internal sealed record WorkItem(StoredResource Row, FhirTask Task)
{
    public string Pool => WorkTasks.PoolOf(Task) ?? string.Empty;

    /// <summary>When the message came.</summary>
    public DateTimeOffset Since => Row.Occurred;
}
