using System.Text.Json.Nodes;

namespace Gateway.Tests.Support;

/// <summary>An HTTP answer, read whole.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Location => Headers.GetValueOrDefault("Location");

    /// <summary>The id of the resource that was answered.</summary>
    public string Id => (string)Json["id"]!;

    /// <summary>The codes of the issues' details.</summary>
    public IEnumerable<string> Reasons =>
        Json["issue"]!.AsArray().Select(issue => (string?)issue!["details"]?["coding"]?[0]?["code"]).OfType<string>();

    /// <summary>The rules that the issues cite.</summary>
    public IEnumerable<string> Rules => Json["issue"]!.AsArray()
        .SelectMany(issue => issue!["extension"]?.AsArray() ?? [])
        .SelectMany(evidence => evidence!["extension"]?.AsArray() ?? [])
        .Where(part => (string?)part!["url"] == "rule")
        .Select(part => (string)part!["valueCode"]!);

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
