using System.Text.Json;
using System.Text.Json.Nodes;
using SmartApp.Launch;

namespace SmartApp.Connections;

/// <summary>Speaks with what the gateway has for operators: plain JSON below <c>/admin</c>, beside its FHIR base.</summary>
internal sealed class AdminClient(LaunchHttp http, CurrentLaunch launch)
{
    private const string Json = "application/json";

    /// <summary>Where the gateway is, without its FHIR base.</summary>
    public string Origin => new Uri(launch.Ehr.GatewayBase).GetLeftPart(UriPartial.Authority);

    public Task<AdminReply> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, null, cancellationToken);

    public Task<AdminReply> PostAsync(string path, JsonNode? body, CancellationToken cancellationToken, string? ifMatch = null) =>
        SendAsync(HttpMethod.Post, path, body, ifMatch, cancellationToken);

    public Task<AdminReply> PutAsync(string path, JsonNode body, string ifMatch, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, body, ifMatch, cancellationToken);

    public Task<AdminReply> DeleteAsync(string path, string ifMatch, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, path, null, ifMatch, cancellationToken);

    private async Task<AdminReply> SendAsync(HttpMethod method, string path, JsonNode? body, string? ifMatch, CancellationToken cancellationToken)
    {
        (byte[], string)? sent = body is null ? null : (JsonSerializer.SerializeToUtf8Bytes(body), Json);
        var reply = await http.SendAsync(
            method, new Uri($"{Origin}/{path}"), sent, $"{Json}, application/fhir+json", ifMatch is null ? [] : [("If-Match", ifMatch)], cancellationToken);
        return new AdminReply(reply.Status, Parsed(reply.Content));
    }

    private static JsonNode? Parsed(byte[] content)
    {
        try
        {
            return content.Length == 0 ? null : JsonNode.Parse(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
