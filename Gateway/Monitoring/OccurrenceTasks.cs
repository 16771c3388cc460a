using Fhir.Profiles;
using Gateway.References;
using Gateway.Routing;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.Monitoring;

/// <summary>The Task by which a patient is asked for one answer to a request, made and changed in FHIR's words. Pure.</summary>
internal static class OccurrenceTasks
{
    public const string Work = "answer-request";

    private const string Number = "number";
    private const string RemindBy = "remindBy";
    private const string Reminded = "reminded";

    public static bool IsOccurrence(FhirTask task) =>
        task.Code?.Coding.Any(coding => coding.System == Canonicals.TaskCode && coding.Code == Work) == true;

    /// <param name="request">What asks.</param>
    /// <param name="occurrence">For which answer.</param>
    /// <param name="pool">Whose work it is if none comes.</param>
    /// <param name="now">When it is asked.</param>
    public static FhirTask Asked(CommunicationRequest request, Occurrence occurrence, ResourceKey pool, DateTimeOffset now)
    {
        var asks = new ResourceReference($"CommunicationRequest/{request.Id}");
        var task = new FhirTask
        {
            Status = TaskStatus.Requested,
            Intent = FhirTask.TaskIntent.Order,
            Priority = request.Priority ?? RequestPriority.Routine,
            Code = new CodeableConcept(Canonicals.TaskCode, Work),
            BusinessStatus = Stands("unassigned"),
            BasedOn = [asks],
            Focus = asks.DeepCopy(),
            For = request.Subject!.DeepCopy(),
            Requester = request.Requester!.DeepCopy(),
            Owner = request.Recipient[0].DeepCopy(),
            Restriction = new FhirTask.RestrictionComponent
            {
                Period = new Period { StartElement = At(occurrence.Due), EndElement = At(occurrence.DueBy) },
            },
            AuthoredOnElement = new FhirDateTime(now),
            LastModifiedElement = new FhirDateTime(now),
        };
        if (request.GetExtensionValue<Canonical>(Canonicals.RequestForm) is { } form)
        {
            task.Input.Add(new FhirTask.ParameterComponent { Type = new CodeableConcept { Text = "form" }, Value = new Canonical(form.Value) });
        }

        task.AddExtension(Canonicals.TaskPool, new ResourceReference(pool.ToString()));
        var course = new Extension { Url = Canonicals.OccurrenceCourse };
        course.AddExtension(Number, new PositiveInt(occurrence.Number));
        course.AddExtension(RemindBy, new Instant(occurrence.RemindBy.ToDateTimeOffset()));
        task.Extension.Add(course);
        return task;
    }

    /// <summary>What becomes of it next if nobody answers, and when; null if nothing does.</summary>
    public static (DateTimeOffset Due, OccurrenceStep Step)? NextStep(FhirTask task) =>
        !IsOccurrence(task) || !WorkTasks.IsOpen(task) || WorkTasks.IsEscalated(task) || WorkTasks.AnswerBy(task) is not { } dueBy ? null
        : CourseIn(task, Reminded) is null && CourseIn(task, RemindBy) is { } remindBy ? (remindBy, OccurrenceStep.Remind)
        : (dueBy, OccurrenceStep.Overdue);

    /// <summary>Since when it can be answered.</summary>
    public static DateTimeOffset? DueOf(FhirTask task) =>
        task.Restriction?.Period?.StartElement?.TryToDateTimeOffset(out var start) == true ? start : null;

    public static void Remind(FhirTask task, DateTimeOffset now)
    {
        task.GetExtension(Canonicals.OccurrenceCourse)?.AddExtension(Reminded, new Instant(now));
        task.LastModifiedElement = new FhirDateTime(now);
    }

    public static void Escalate(FhirTask task, DateTimeOffset now)
    {
        task.BusinessStatus = Stands("escalated");
        task.Priority = task.Priority is RequestPriority.Stat ? RequestPriority.Stat : RequestPriority.Asap;
        task.LastModifiedElement = new FhirDateTime(now);
    }

    /// <param name="task">The Task.</param>
    /// <param name="answer">The message that answers.</param>
    /// <param name="came">When it came.</param>
    /// <param name="now">When this is written.</param>
    public static void Answer(FhirTask task, ResourceKey answer, DateTimeOffset came, DateTimeOffset now)
    {
        task.Status = TaskStatus.Completed;
        task.BusinessStatus = Stands("answered");
        task.StatusReason = new CodeableConcept(Canonicals.AnswerTime, IsLate(task, came) ? "late" : "in-time");
        task.Output.Add(new FhirTask.OutputComponent
        {
            Type = new CodeableConcept(Canonicals.TaskOutput, "reply"),
            Value = new ResourceReference(answer.ToString()),
        });
        task.ExecutionPeriod ??= new Period();
        task.ExecutionPeriod.EndElement = new FhirDateTime(came);
        task.LastModifiedElement = new FhirDateTime(now);
    }

    /// <summary>Whether a message that came then answers it: while it was asked for, and before it passed.</summary>
    public static bool CouldAnswer(FhirTask task, DateTimeOffset came) => DueOf(task) <= came
        && (WorkTasks.IsOpen(task) || (task.Status == TaskStatus.Failed && task.LastModifiedElement?.TryToDateTimeOffset(out var passed) == true && came < passed));

    public static bool IsLate(FhirTask task, DateTimeOffset came) => came >= WorkTasks.AnswerBy(task);

    /// <summary>Nobody answered while it could be answered.</summary>
    public static void Pass(FhirTask task, DateTimeOffset now) => End(task, TaskStatus.Failed, now);

    /// <summary>It is not asked for any more.</summary>
    public static void Cancel(FhirTask task, DateTimeOffset now) => End(task, TaskStatus.Cancelled, now);

    private static void End(FhirTask task, TaskStatus status, DateTimeOffset now)
    {
        task.Status = status;
        task.BusinessStatus = WorkTasks.IsEscalated(task) ? Stands("escalated") : Stands("unassigned");
        task.LastModifiedElement = new FhirDateTime(now);
    }

    private static DateTimeOffset? CourseIn(FhirTask task, string part) => (task.GetExtension(Canonicals.OccurrenceCourse)?.GetExtension(part)?.Value as Instant)?.Value;

    private static FhirDateTime At(NodaTime.Instant at) => new(at.ToDateTimeOffset());

    private static CodeableConcept Stands(string code) => new(Canonicals.TaskBusinessStatus, code);
}
