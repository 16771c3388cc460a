using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Gateway.Rest;

namespace Gateway.Tests.Support;

/// <summary>Keeps each FHIR body in JSON that a gateway answers, in the folder that the environment names, for <c>Clients/validate-answers.mjs</c>.</summary>
internal sealed class RecordedAnswers() : DelegatingHandler(new SocketsHttpHandler())
{
    public const string Variable = "FHIRMESSAGING_TEST_ANSWERS";

    private static readonly string? Folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? Path.GetFullPath(named) : null;

    private static readonly ConcurrentDictionary<string, bool> Kept = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Folder is not null && response.Content.Headers.ContentType?.MediaType is { } mediaType and (FhirContent.Json or "application/json"))
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            await KeepAsync($"{request.Method}-{(int)response.StatusCode}", body, mediaType == FhirContent.Json, cancellationToken);
        }

        return response;
    }

    private static async Task KeepAsync(string request, byte[] body, bool claimsToBeFhir, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        if (body.Length == 0 || !Kept.TryAdd(hash, true))
        {
            return;
        }

        var type = (string?)(JsonNode.Parse(body) as JsonObject)?["resourceType"];
        if (claimsToBeFhir || type is not null)
        {
            Directory.CreateDirectory(Folder!);
            await File.WriteAllBytesAsync(Path.Combine(Folder!, $"{request}-{type ?? "untyped"}-{hash[..16]}.json"), body, cancellationToken);
        }
    }
}
