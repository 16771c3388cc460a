using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Gateway.References;
using Load.Targets;

namespace Load.Replaying;

/// <summary>Looks each message up by its identifier, in any FHIR server.</summary>
internal sealed class FhirLedger(HttpClient http, Uri fhirBase, string? token) : IEhrLedger
{
    private const int ConcurrentSearches = 16;

    public bool ListsEverything => false;

    public async Task<IReadOnlyList<FiledMessage>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var filed = new ConcurrentBag<FiledMessage>();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentSearches, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids, limit, async (id, stop) =>
        {
            foreach (var chart in await ChartsHoldingAsync(id, stop))
            {
                filed.Add(new FiledMessage(id, chart, null));
            }
        });
        return [.. filed];
    }

    private async Task<IReadOnlyList<string>> ChartsHoldingAsync(string id, CancellationToken cancellationToken)
    {
        var query = $"/Communication?identifier={Uri.EscapeDataString($"{MessageId.System}|{id}")}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(fhirBase.AbsoluteUri.TrimEnd('/') + query));
        request.Headers.Accept.ParseAdd("application/fhir+json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var bundle = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return
        [
            .. from entry in PatientBundle.Entries(bundle.RootElement)
               let resource = entry.GetProperty("resource")
               where resource.GetProperty("resourceType").ValueEquals("Communication")
               let subject = resource.TryGetProperty("subject", out var reference) ? reference.GetProperty("reference").GetString()! : ""
               select subject[(subject.LastIndexOf('/') + 1)..],
        ];
    }
}
