using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Monitoring;

/// <summary>The Tasks by which patients are asked are the gateway's to make, from their request. Pure.</summary>
internal static class OccurrenceLifecycle
{
    /// <param name="before">What is stored; null for a new Task.</param>
    /// <param name="after">What shall be stored.</param>
    public static ImmutableArray<Issue> Check(FhirTask? before, FhirTask after) => before is null && OccurrenceTasks.IsOccurrence(after)
        ?
        [
            new Issue(
                OperationOutcome.IssueType.BusinessRule,
                "The gateway makes these by itself: write a CommunicationRequest that says when its patient is to be asked.",
                "Task.code"),
        ]
        : [];

    /// <summary>Whether it is for clinicians and systems alone to write: a patient cannot end what the clinic asks for.</summary>
    public static bool IsClinics(Resource? resource) => resource switch
    {
        CommunicationRequest request => ScheduleReader.IsKept(request),
        FhirTask task => OccurrenceTasks.IsOccurrence(task),
        _ => false,
    };
}
