using System.Net.Http.Headers;

namespace Load.Targets;

/// <summary>The FHIR server under load, the charts to write to, and the token for each.</summary>
internal sealed class Target(Uri fhirBase, IReadOnlyList<string> charts, IReadOnlyDictionary<string, string> tokens, string? sharedToken)
{
    private readonly string _prefix = fhirBase.AbsoluteUri.TrimEnd('/') + "/";
    private readonly IReadOnlyDictionary<string, string> _tokens = tokens;
    private readonly Dictionary<string, string> _authorizations =
        tokens.ToDictionary(pair => pair.Key, pair => $"Bearer {pair.Value}", StringComparer.Ordinal);
    private readonly string? _sharedToken = sharedToken;
    private readonly string? _sharedAuthorization = sharedToken is null ? null : $"Bearer {sharedToken}";

    public IReadOnlyList<string> Charts { get; } = charts;

    /// <summary>The same charts and tokens at another replica of the server.</summary>
    public Target At(Uri replica) => new(replica, Charts, _tokens, _sharedToken);

    /// <summary>A request to the server for what belongs to the chart.</summary>
    public HttpRequestMessage Request(HttpMethod method, string relative, string? chart)
    {
        var request = new HttpRequestMessage(method, new Uri(_prefix + relative));
        request.Headers.TryAddWithoutValidation("Accept", "application/fhir+json");
        if (AuthorizationFor(chart) is { } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return request;
    }

    /// <summary>What a link of the server's own leads to, behind its base.</summary>
    public string RelativeOf(Uri link) => link.AbsoluteUri.StartsWith(_prefix, StringComparison.Ordinal)
        ? link.AbsoluteUri[_prefix.Length..]
        : throw new CannotRunException($"{link} is not below {_prefix}.");

    /// <summary>A Communication in the chart: a create, unless it is sent elsewhere.</summary>
    public HttpRequestMessage Post(string chart, ReadOnlyMemory<byte> body, string? idempotencyKey, string relative = "Communication")
    {
        var request = Request(HttpMethod.Post, relative, chart);
        request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = FhirJson } };
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        return request;
    }

    private static MediaTypeHeaderValue FhirJson { get; } = new("application/fhir+json");

    private string? AuthorizationFor(string? chart) =>
        chart is not null && _authorizations.TryGetValue(chart, out var own) ? own : _sharedAuthorization;
}
