using Fhir.Profiles;
using Gateway.References;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.OnCall;

/// <summary>Writes an alert as a Task: who is to acknowledge it, and who did. It names no chart and says nothing of the message.</summary>
internal static class AlertTasks
{
    public const string Code = "emergency-alert";

    /// <param name="message">The message; none for one that was given back.</param>
    /// <param name="requester">Who wrote what was given back.</param>
    /// <param name="reason">Why it was given back, as a code.</param>
    /// <param name="pool">The pool whose work it is.</param>
    /// <param name="now">When it was raised.</param>
    public static FhirTask Raised(MessageId? message, ResourceKey? requester, string? reason, ResourceKey pool, DateTimeOffset now)
    {
        var task = new FhirTask
        {
            Status = FhirTask.TaskStatus.Requested,
            Intent = FhirTask.TaskIntent.Order,
            Priority = RequestPriority.Stat,
            Code = new CodeableConcept(Canonicals.TaskCode, Code),
            BusinessStatus = Stands("unassigned"),
            Description = message is null
                ? "What may be an emergency was given back to its sender, who was told what to do now. Nobody has read it: call the sender."
                : "A message may be an emergency. Its sender was told what to do now. Look at it, and acknowledge this.",
            BasedOn = message is { } kept ? [new ResourceReference(kept.Key.ToString())] : [],
            Requester = requester is { } sender ? new ResourceReference(sender.ToString()) : null,
            ReasonCode = reason is null ? null : new CodeableConcept(Canonicals.IntakeReason, reason),
            Owner = new ResourceReference(pool.ToString()),
            AuthoredOnElement = new FhirDateTime(now),
            LastModifiedElement = new FhirDateTime(now),
        };
        task.AddExtension(Canonicals.TaskPool, new ResourceReference(pool.ToString()));
        return task;
    }

    /// <summary>Somebody was told, and is the one to acknowledge it now.</summary>
    public static void Tell(FhirTask task, ResourceKey who, int step, int level, DateTimeOffset now)
    {
        task.Owner = new ResourceReference(who.ToString());
        task.BusinessStatus = Stands(level > 0 ? "escalated" : "unassigned");
        task.RemoveExtension(Canonicals.AlertStep);
        task.AddExtension(Canonicals.AlertStep, new PositiveInt(step));
        task.LastModifiedElement = new FhirDateTime(now);
    }

    public static void Acknowledge(FhirTask task, ResourceKey by, DateTimeOffset now)
    {
        task.Status = FhirTask.TaskStatus.Completed;
        task.BusinessStatus = Stands("claimed");
        task.Owner = new ResourceReference(by.ToString());
        task.ExecutionPeriod = new Period { EndElement = new FhirDateTime(now) };
        task.LastModifiedElement = new FhirDateTime(now);
    }

    private static CodeableConcept Stands(string code) => new(Canonicals.TaskBusinessStatus, code);
}
