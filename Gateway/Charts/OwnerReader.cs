using System.Collections.Immutable;
using System.Text.Json;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Charts;

/// <summary>Finds the patients that a resource of any type belongs to, without knowing the type.</summary>
internal static class OwnerReader
{
    /// <summary>The elements by which R4 ties a resource to its patient (compartment definition, Patient).</summary>
    private static readonly string[] OwnerElements = ["subject", "patient", "for", "beneficiary", "individual"];

    /// <summary>The patients it names; empty if it names none; null if it is tied to something else, or is no JSON object.</summary>
    public static ImmutableArray<PatientId>? PatientsOf(ReadOnlyMemory<byte> content, EhrResources resources)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object ? PatientsOf(document.RootElement, resources) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImmutableArray<PatientId>? PatientsOf(JsonElement resource, EhrResources resources)
    {
        var patients = ImmutableArray.CreateBuilder<PatientId>();
        foreach (var owner in OwnersOf(resource))
        {
            // A Group or a Location as subject, or a patient named by identifier alone: somebody's, and we cannot tell whose.
            if (owner.ValueKind != JsonValueKind.Object
                || !owner.TryGetProperty("reference", out var reference)
                || reference.ValueKind != JsonValueKind.String
                || resources.KeyOf(new ResourceReference(reference.GetString())) is not { Type: "Patient" } patient)
            {
                return null;
            }

            patients.Add(new PatientId(patient.Id));
        }

        return patients.DrainToImmutable();
    }

    private static IEnumerable<JsonElement> OwnersOf(JsonElement resource)
    {
        foreach (var element in OwnerElements)
        {
            if (resource.TryGetProperty(element, out var owner))
            {
                foreach (var one in owner.ValueKind == JsonValueKind.Array ? owner.EnumerateArray().AsEnumerable() : [owner])
                {
                    yield return one;
                }
            }
        }

        // An Appointment's patient is one of its participants.
        if (resource.TryGetProperty("participant", out var participants) && participants.ValueKind == JsonValueKind.Array)
        {
            foreach (var participant in participants.EnumerateArray())
            {
                if (participant.ValueKind == JsonValueKind.Object
                    && participant.TryGetProperty("actor", out var actor)
                    && actor.ToString().Contains("Patient/", StringComparison.Ordinal))
                {
                    yield return actor;
                }
            }
        }
    }
}
