using Fhir.Profiles;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Triage;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Messages;

/// <summary>Writes the Task that says who has a message: the pool it was routed to, or the reviewers of a held one.</summary>
internal static class TaskWriter
{
    public static FhirTask ForPool(MessageId message, PatientId chart, IntakeDecision.Route route, DateTimeOffset now)
    {
        var task = For(message, route.Pool, WorkTasks.Work, route, now);
        task.For = new ResourceReference(chart.Key.ToString());
        // A refill that comes with a symptom goes to clinicians: they must see at a glance that there is one.
        task.Input.AddRange(route.Intents.DistinctBy(IntentCodes.Of).Select(intent => InputOf(intent, route)));
        // The owner changes with who takes it; whose work it is does not.
        task.AddExtension(Canonicals.TaskPool, new ResourceReference(route.Pool.ToString()));
        if (route.Handling is not { Destination: var destination, Times: var times } handling)
        {
            return task;
        }

        task.Owner = new ResourceReference(destination.Owner.ToString());
        task.Restriction = new FhirTask.RestrictionComponent
        {
            Period = new Period { StartElement = new FhirDateTime(now), EndElement = new FhirDateTime(times.AnswerBy) },
        };
        foreach (var rule in destination.Rules)
        {
            task.Extension.Add(OperationOutcomes.EvidenceOf(new RuleHit(rule, "Task.owner")));
        }

        new TaskCourse { PolicyVersion = handling.PolicyVersion, OpenBy = times.OpenBy, EscalateBy = times.EscalateBy }.PutInto(task);
        return task;
    }

    /// <summary>The review item names no patient: whose the message is, is what the reviewer decides.</summary>
    public static FhirTask ForReview(MessageId message, IntakeDecision.Hold hold, DateTimeOffset now)
    {
        var task = For(message, hold.Pool, "review-message", hold, now);
        // The owner changes with who takes it; whose work it is does not.
        task.AddExtension(Canonicals.TaskPool, new ResourceReference(hold.Pool.ToString()));
        task.ReasonCode = new CodeableConcept(Canonicals.IntakeReason, ReasonCodes.Of(hold.Reason));
        if (hold.Strength is { } strength)
        {
            task.AddExtension(Canonicals.VerdictStrength, new Code(ReasonCodes.Of(strength)));
        }

        foreach (var chart in hold.SuggestedCharts)
        {
            task.AddExtension(Canonicals.SuggestedChart, new ResourceReference(chart.Key.ToString()));
        }

        foreach (var hit in hold.Hits)
        {
            task.Extension.Add(OperationOutcomes.EvidenceOf(hit));
        }

        return task;
    }

    private static FhirTask.ParameterComponent InputOf(Intent intent, IntakeDecision.Route route)
    {
        var input = new FhirTask.ParameterComponent { Type = new CodeableConcept { Text = "intent" }, Value = new Code(IntentCodes.Of(intent)) };
        if (route.Confidences.TryGetValue(intent, out var confidence))
        {
            input.AddExtension(Canonicals.Confidence, new FhirDecimal((decimal)Math.Round(confidence, 2)));
        }

        return input;
    }

    private static FhirTask For(MessageId message, ResourceKey pool, string work, IntakeDecision decision, DateTimeOffset now) => new()
    {
        Status = FhirTask.TaskStatus.Requested,
        Intent = FhirTask.TaskIntent.Order,
        Priority = MessageWriter.PriorityOf(decision.Urgency),
        Code = new CodeableConcept(Canonicals.TaskCode, work),
        BusinessStatus = new CodeableConcept(Canonicals.TaskBusinessStatus, "unassigned"),
        Focus = new ResourceReference(message.Key.ToString()),
        Owner = new ResourceReference(pool.ToString()),
        AuthoredOnElement = new FhirDateTime(now),
    };
}
