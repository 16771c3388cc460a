using Fhir.Profiles;
using Gateway.References;
using Gateway.Search.Indexing;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Review.Queue;

/// <summary>Writes who has a review Task, in FHIR's words (docs/lifecycles.md).</summary>
internal static class QueueTasks
{
    public static void Claim(FhirTask task, ResourceKey person, DateTimeOffset now)
    {
        KeepPool(task);
        task.Status = FhirTask.TaskStatus.Accepted;
        task.BusinessStatus = Stands("claimed");
        task.Owner = new ResourceReference(person.ToString());
        task.ExecutionPeriod = new Period { StartElement = new FhirDateTime(now) };
        task.LastModifiedElement = new FhirDateTime(now);
    }

    public static void Unclaim(FhirTask task, DateTimeOffset now)
    {
        task.Status = FhirTask.TaskStatus.Ready;
        task.BusinessStatus = Stands("unassigned");
        task.Owner = new ResourceReference(ReviewEntries.PoolOf(task));
        task.ExecutionPeriod = null;
        task.LastModifiedElement = new FhirDateTime(now);
    }

    /// <summary>It has waited too long: it comes before all but emergencies, and whoever has it may be relieved of it.</summary>
    public static void Escalate(FhirTask task, DateTimeOffset now)
    {
        KeepPool(task);
        task.BusinessStatus = Stands("escalated");
        task.Priority = task.Priority is RequestPriority.Stat ? RequestPriority.Stat : RequestPriority.Asap;
        task.LastModifiedElement = new FhirDateTime(now);
    }

    private static void KeepPool(FhirTask task)
    {
        if (task.GetExtension(Canonicals.TaskPool) is null && task.Owner is { } owner)
        {
            task.AddExtension(Canonicals.TaskPool, new ResourceReference(owner.Reference));
        }
    }

    private static CodeableConcept Stands(string code) => new(Canonicals.TaskBusinessStatus, code);
}
