using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Tests.Replies;

/// <summary>Stands between the gateway and its EHR, and changes what is answered to the question for what has changed.</summary>
internal sealed class Meddler : DelegatingHandler
{
    /// <summary>Changes the Bundle; the answer goes through as it is while there is none.</summary>
    public Action<JsonNode>? Change { get; set; }

    /// <summary>Where the gateway went, as far as it was not to the EHR.</summary>
    public List<Uri> Elsewhere { get; } = [];

    public Uri? Ehr { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (Ehr is { } ehr && address.Authority != ehr.Authority)
        {
            Elsewhere.Add(address);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (Change is { } change && address.Query.Contains("_lastUpdated", StringComparison.Ordinal))
        {
            var bundle = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken))!;
            change(bundle);
            response.Content = new StringContent(bundle.ToJsonString(), Encoding.UTF8, "application/fhir+json");
        }

        return response;
    }
}
