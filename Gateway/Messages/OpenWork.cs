using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Routing;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Messages;

/// <summary>The Tasks that still wait for an answer to some messages, as they were read.</summary>
internal sealed record OpenWork(ImmutableArray<(StoredResource Row, FhirTask Task)> Tasks)
{
    public static readonly OpenWork None = new([]);

    /// <summary>Completes all of them with a reply that was given elsewhere, whoever had taken them.</summary>
    /// <param name="changes">Where to.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="by">Whose reply it is, or who let it pass.</param>
    /// <param name="person">Who wrote it.</param>
    /// <param name="index">What the Tasks are found by.</param>
    /// <param name="now">When.</param>
    public void StageAnswered(Changes changes, ResourceKey reply, Caller by, ResourceKey? person, SearchIndex index, DateTimeOffset now)
    {
        foreach (var (row, task) in Tasks)
        {
            WorkTasks.Answer(task, reply, person, now);
            Stamp.Put(task, row.ResourceId, row.Version + 1, now);
            new Replacement(row, index).Stage(changes, task, row.Chart, now);
            changes.Add(AuditEntries.Changed(by, AuditAction.Update, row, row.Version + 1));
        }
    }
}
