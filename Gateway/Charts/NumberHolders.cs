using System.Collections.Immutable;
using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Charts;

/// <summary>Whose records carry a number in the EHR now: all of them, also those that were merged away, and never from memory.</summary>
internal sealed class NumberHolders(EhrClient ehr)
{
    /// <summary>Null while the EHR cannot say.</summary>
    public async ValueTask<ImmutableArray<PatientId>?> OfAsync(BusinessIdentifier number, CancellationToken cancellationToken)
    {
        var token = $"{SearchText.Escape(number.System)}|{SearchText.Escape(number.Value)}";
        return await ehr.SearchAsync("Patient", [KeyValuePair.Create("identifier", token)], cancellationToken) is EhrAnswer.Found found
            && FhirJson.ReadLenient<Bundle>(found.Content) is { } bundle
            ? [.. bundle.Entry.Select(entry => entry.Resource).OfType<Patient>().Where(patient => FhirId.IsValid(patient.Id)).Select(patient => new PatientId(patient.Id!)).Distinct()]
            : null;
    }
}
