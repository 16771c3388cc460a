using System.Collections.Immutable;
using Gateway.Monitoring;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Requests;

/// <summary>A Task by which a patient is asked for an answer that has not come yet.</summary>
internal sealed record OpenOccurrence(StoredResource Row, FhirTask Task)
{
    /// <summary>Those of a request, the earliest first.</summary>
    public static async Task<ImmutableArray<OpenOccurrence>> OfAsync(GatewayDb db, ResourceKey request, CancellationToken cancellationToken) =>
    [
        .. (await RequestQueries.TasksOf(db, request).ToListAsync(cancellationToken))
            .Select(Of)
            .OfType<OpenOccurrence>()
            .OrderBy(open => OccurrenceTasks.DueOf(open.Task)),
    ];

    /// <summary>Those of a request that a message could answer when it came, the earliest first: one that was held may be released when its time has passed.</summary>
    public static async Task<ImmutableArray<OpenOccurrence>> AnswerableAsync(
        GatewayDb db, ResourceKey request, DateTimeOffset came, CancellationToken cancellationToken) =>
    [
        .. (await RequestQueries.TasksOf(db, request).ToListAsync(cancellationToken))
            .Select(row => Answerable(row, came))
            .OfType<OpenOccurrence>()
            .OrderBy(open => OccurrenceTasks.DueOf(open.Task)),
    ];

    /// <summary>The occurrence that a row is, if a message could answer it when it came.</summary>
    public static OpenOccurrence? Answerable(StoredResource row, DateTimeOffset came) => Of(row, task => OccurrenceTasks.CouldAnswer(task, came));

    /// <summary>The occurrence that a row is; null if it is none, or is answered or over.</summary>
    public static OpenOccurrence? Of(StoredResource row) => Of(row, WorkTasks.IsOpen);

    /// <summary>Plans its next version.</summary>
    /// <param name="change">What changes.</param>
    /// <param name="entry">What the trail says of it, told the version.</param>
    /// <param name="index">By what it is found.</param>
    /// <param name="now">When.</param>
    public Action<Changes> Changed(Action<FhirTask> change, Func<int, AuditEntry> entry, SearchIndex index, DateTimeOffset now)
    {
        var (stale, version) = (new Replacement(Row, index), Row.Version + 1);
        change(Task);
        Stamp.Put(Task, Row.ResourceId, version, now);
        return changes =>
        {
            stale.Stage(changes, Task, Row.Chart, now);
            changes.Add(entry(version));
        };
    }

    private static OpenOccurrence? Of(StoredResource row, Func<FhirTask, bool> isMeant) =>
        row is { ResourceType: "Task", IsDeleted: false, Quarantined: false } && FhirJson.ReadStored(row.Content) is FhirTask task && OccurrenceTasks.IsOccurrence(task) && isMeant(task)
            ? new OpenOccurrence(row, task)
            : null;
}
