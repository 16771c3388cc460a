using System.Collections.Immutable;
using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Charts;

/// <summary>Whose records carry a number in the EHR now: all of them, also those that were merged away, and never from memory.</summary>
internal sealed class NumberHolders(EhrClient ehr)
{
    public async ValueTask<NumberHolding> OfAsync(BusinessIdentifier number, CancellationToken cancellationToken)
    {
        var token = $"{SearchText.Escape(number.System)}|{SearchText.Escape(number.Value)}";
        return await ehr.SearchAsync("Patient", [KeyValuePair.Create("identifier", token)], cancellationToken) switch
        {
            EhrAnswer.Found found when FhirJson.ReadLenient<Bundle>(found.Content) is { } bundle => new NumberHolding.By(HoldersIn(bundle)),

            // About this number; any other no is about the gateway, and can be mended.
            EhrAnswer.Refused { Status: 400 or 422 } => new NumberHolding.Refused(),
            _ => new NumberHolding.Unavailable(),
        };
    }

    private static ImmutableArray<PatientId> HoldersIn(Bundle bundle) =>
        [.. bundle.Entry.Select(entry => entry.Resource).OfType<Patient>().Where(patient => FhirId.IsValid(patient.Id)).Select(patient => new PatientId(patient.Id!)).Distinct()];
}
