using Fhir.Profiles;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Load.Seeding;

/// <summary>Makes the row that the gateway would have stored for a message received at some time in the past.</summary>
internal static class SeedRow
{
    public static StoredResource Of(string text, string chart, DateTimeOffset received, long sequence)
    {
        var id = new MessageId(Guid.CreateVersion7(received).ToString("D"));
        var message = new Communication
        {
            Id = id.Value,
            Meta = new Meta { VersionId = "1", LastUpdated = received, Profile = [Canonicals.PatientMessage] },
            Identifier = [new Identifier(MessageId.System, id.Value)],
            Status = EventStatus.InProgress,
            Priority = RequestPriority.Routine,
            Subject = new ResourceReference($"Patient/{chart}"),
            SentElement = new FhirDateTime(received),
            Sender = new ResourceReference($"Patient/{chart}"),
            Payload = [new Communication.PayloadComponent { Content = new FhirString(text) }],
        };
        return new StoredResource
        {
            Sequence = sequence,
            ResourceType = "Communication",
            ResourceId = id.Value,
            Version = 1,
            LastUpdated = received,
            Occurred = received,
            Chart = chart,
            Sender = $"Patient/{chart}",
            Client = "seed",
            Content = FhirJson.Serialize(message).ToArray(),
        };
    }
}
