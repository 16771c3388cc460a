using Fhir.Profiles;
using Gateway.References;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.Routing;

/// <summary>The Task to answer a message, read and changed in FHIR's words (docs/lifecycles.md). Pure.</summary>
internal static class WorkTasks
{
    public const string Work = "answer-message";

    public static bool IsWork(FhirTask task) =>
        task.Code?.Coding.Any(coding => coding.System == Canonicals.TaskCode && coding.Code == Work) == true;

    /// <summary>Somebody still has to answer.</summary>
    public static bool IsOpen(FhirTask task) => task.Status is TaskStatus.Requested or TaskStatus.Received or TaskStatus.Ready
        or TaskStatus.Accepted or TaskStatus.InProgress or TaskStatus.OnHold;

    /// <summary>The pool whose work it is, whoever has taken it.</summary>
    public static string? PoolOf(FhirTask task) => task.GetExtensionValue<ResourceReference>(Canonicals.TaskPool)?.Reference ?? task.Owner?.Reference;

    /// <summary>Who has taken it, as <c>Type/id</c>; null while nobody has.</summary>
    public static string? HolderOf(FhirTask task) =>
        task.Status is TaskStatus.Accepted or TaskStatus.InProgress or TaskStatus.OnHold ? task.Owner?.Reference : null;

    /// <summary>Since when that person has it.</summary>
    public static DateTimeOffset? ClaimedSince(FhirTask task) =>
        HolderOf(task) is not null && task.ExecutionPeriod?.StartElement?.TryToDateTimeOffset(out var since) == true ? since : null;

    /// <summary>Until when an answer is promised.</summary>
    public static DateTimeOffset? AnswerBy(FhirTask task) =>
        task.Restriction?.Period?.EndElement?.TryToDateTimeOffset(out var end) == true ? end : null;

    /// <summary>When it was answered, as far as it says so.</summary>
    public static DateTimeOffset? Answered(FhirTask task) => task.Status != TaskStatus.Completed ? null
        : task.ExecutionPeriod?.EndElement?.TryToDateTimeOffset(out var end) == true ? end
        : task.Meta?.LastUpdated;

    public static bool IsEscalated(FhirTask task) =>
        task.BusinessStatus?.Coding.Any(coding => coding is { System: Canonicals.TaskBusinessStatus, Code: "escalated" }) == true;

    public static void Open(FhirTask task, DateTimeOffset now)
    {
        if (task.Status == TaskStatus.Requested)
        {
            task.Status = TaskStatus.Received;
        }

        MarkOpened(task, now);
        task.LastModifiedElement = new FhirDateTime(now);
    }

    public static void Claim(FhirTask task, ResourceKey person, DateTimeOffset now)
    {
        KeepPool(task);
        task.Status = TaskStatus.Accepted;
        task.BusinessStatus = Stands("claimed");
        task.Owner = new ResourceReference(person.ToString());
        task.ExecutionPeriod = new Period { StartElement = new FhirDateTime(now) };
        var course = TaskCourse.Of(task);
        (course with { Opened = course.Opened ?? now, Alarms = course.Alarms.Remove(TaskAlarm.LeftLying) }).PutInto(task);
        task.LastModifiedElement = new FhirDateTime(now);
    }

    /// <summary>Back to its pool. What was alarming about it still is.</summary>
    public static void Unclaim(FhirTask task, DateTimeOffset now) => Give(task, PoolOf(task)!, null, now);

    /// <param name="task">The Task.</param>
    /// <param name="target">Who gets it.</param>
    /// <param name="reason">Why, as a code of reroute-reason.</param>
    /// <param name="note">What the next one should know, if anything.</param>
    /// <param name="author">Who says so.</param>
    /// <param name="now">When.</param>
    public static void Reroute(FhirTask task, Destination target, string reason, string? note, ResourceKey? author, DateTimeOffset now)
    {
        Give(task, target.Pool.ToString(), target.Person?.ToString(), now);
        task.StatusReason = new CodeableConcept(Canonicals.RerouteReason, reason);
        if (note is not null)
        {
            task.Note.Add(new Annotation
            {
                Text = note,
                TimeElement = new FhirDateTime(now),
                Author = author is { } person ? new ResourceReference(person.ToString()) : null,
            });
        }
    }

    /// <param name="task">The Task.</param>
    /// <param name="reply">The Communication that answers; none if it was answered otherwise.</param>
    /// <param name="person">Who answers, where a person does.</param>
    /// <param name="now">When.</param>
    public static void Answer(FhirTask task, ResourceKey reply, ResourceKey? person, DateTimeOffset now)
    {
        KeepPool(task);
        task.Status = TaskStatus.Completed;
        task.BusinessStatus = Stands("answered");
        if (person is { Type: "Practitioner" or "PractitionerRole" } known)
        {
            task.Owner = new ResourceReference(known.ToString());
        }

        task.Output.Add(new FhirTask.OutputComponent
        {
            Type = new CodeableConcept(Canonicals.TaskOutput, "reply"),
            Value = new ResourceReference(reply.ToString()),
        });
        MarkOpened(task, now);
        MarkEnd(task, now);
        task.LastModifiedElement = new FhirDateTime(now);
    }

    public static void Raise(FhirTask task, TaskAlarm alarm, DateTimeOffset now)
    {
        var course = TaskCourse.Of(task);
        (course with { Alarms = course.Alarms.Add(alarm) }).PutInto(task);
        task.BusinessStatus = Stands("escalated");
        task.Priority = task.Priority is RequestPriority.Stat ? RequestPriority.Stat : RequestPriority.Asap;
        task.LastModifiedElement = new FhirDateTime(now);
    }

    /// <summary>What a plain update or patch leaves to the gateway: whose work it is, since when it is open and until when it took.</summary>
    public static void Keep(FhirTask before, FhirTask after, DateTimeOffset now)
    {
        if (!IsWork(after))
        {
            return;
        }

        if (after.GetExtension(Canonicals.TaskPool) is null && PoolOf(before) is { } pool && ResourceKey.TryParse(pool, out var key) && !IsPerson(key))
        {
            after.AddExtension(Canonicals.TaskPool, new ResourceReference(pool));
        }

        if (after.Status is TaskStatus.Received or TaskStatus.Accepted or TaskStatus.InProgress or TaskStatus.OnHold or TaskStatus.Completed)
        {
            MarkOpened(after, now);
        }

        if (before.Status != TaskStatus.Completed && after.Status == TaskStatus.Completed)
        {
            MarkEnd(after, now);
        }
    }

    public static bool IsPerson(ResourceKey key) => key.Type is "Practitioner" or "PractitionerRole";

    private static void Give(FhirTask task, string pool, string? person, DateTimeOffset now)
    {
        task.RemoveExtension(Canonicals.TaskPool);
        task.AddExtension(Canonicals.TaskPool, new ResourceReference(pool));
        task.Status = TaskStatus.Ready;
        task.BusinessStatus = Stands(TaskCourse.Of(task).Alarms.IsEmpty ? "unassigned" : "escalated");
        task.Owner = new ResourceReference(person ?? pool);
        task.ExecutionPeriod = null;
        task.LastModifiedElement = new FhirDateTime(now);
    }

    private static void KeepPool(FhirTask task)
    {
        if (task.GetExtension(Canonicals.TaskPool) is null && task.Owner is { } owner)
        {
            task.AddExtension(Canonicals.TaskPool, new ResourceReference(owner.Reference));
        }
    }

    private static void MarkOpened(FhirTask task, DateTimeOffset now)
    {
        var course = TaskCourse.Of(task);
        if (course.Opened is null)
        {
            (course with { Opened = now }).PutInto(task);
        }
    }

    private static void MarkEnd(FhirTask task, DateTimeOffset now)
    {
        task.ExecutionPeriod ??= new Period();
        task.ExecutionPeriod.EndElement ??= new FhirDateTime(now);
    }

    private static CodeableConcept Stands(string code) => new(Canonicals.TaskBusinessStatus, code);
}
