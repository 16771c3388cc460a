using Hl7.Fhir.Model;
using SmartApp.Launch;

namespace SmartApp.Work;

/// <summary>Writes what a clinician answers, or writes first, as the Communication that is sent. Pure.</summary>
internal static class ReplyWriter
{
    /// <param name="launch">Says who writes.</param>
    /// <param name="chart">The id of the patient.</param>
    /// <param name="answers">What it answers, as <c>Communication/id</c>; null if nobody asked.</param>
    /// <param name="text">The words.</param>
    /// <param name="files">What is attached.</param>
    public static Communication Of(LaunchState launch, string chart, string? answers, string text, IEnumerable<Attachment> files)
    {
        var patient = new ResourceReference($"Patient/{chart}");
        var reply = new Communication
        {
            Status = EventStatus.Completed,
            Subject = patient,
            Sender = new ResourceReference(launch.User),
            Recipient = [new ResourceReference(patient.Reference)],
            Encounter = launch.Patient == chart && launch.Encounter is { } visit ? new ResourceReference($"Encounter/{visit}") : null,
            InResponseTo = answers is null ? [] : [new ResourceReference(answers)],
            Payload = [new Communication.PayloadComponent { Content = new FhirString(text) }],
        };
        reply.Payload.AddRange(files.Select(file => new Communication.PayloadComponent { Content = file }));
        return reply;
    }
}
