using Gateway.References;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.OnCall;

/// <summary>Decides whether a message is in the hands of a clinician. Pure.</summary>
internal static class TakerPolicy
{
    /// <summary>Who has taken the work on a message; null while it is a pool's, or was ended by somebody who is no clinician, as by its sender.</summary>
    public static Taker? TakerOf(FhirTask task) =>
        task.Status is TaskStatus.Accepted or TaskStatus.InProgress or TaskStatus.OnHold or TaskStatus.Completed
        && ClinicianIn(task.Owner?.Reference) is { } who
            ? new Taker(who, Acknowledgement.Taken)
            : null;

    /// <summary>A clinician, as <c>Type/id</c>; null for anybody and anything else.</summary>
    public static ResourceKey? ClinicianIn(string? reference) =>
        ResourceKey.TryParse(reference, out var key) && key.Type is "Practitioner" or "PractitionerRole" ? key : null;
}
