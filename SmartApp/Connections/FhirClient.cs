using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using SmartApp.Launch;

namespace SmartApp.Connections;

/// <summary>Speaks FHIR with the launch's token: to the gateway, and to the EHR for names. It answers a status in every case and throws for none.</summary>
internal sealed class FhirClient(LaunchHttp http, CurrentLaunch launch)
{
    private const string FhirJson = "application/fhir+json";
    private const int LargestAnswer = 20 * 1024 * 1024;

    private static readonly JsonSerializerOptions _json = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Recoverable);

    /// <summary>Asks the gateway; <paramref name="path"/> is relative to its base.</summary>
    public Task<FhirReply<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : Resource => SendAsync<T>(HttpMethod.Get, At(launch.Ehr.GatewayBase, path), null, [], cancellationToken);

    /// <summary>Sends something to the gateway.</summary>
    /// <param name="path">Relative to its base.</param>
    /// <param name="body">The resource, if there is one.</param>
    /// <param name="cancellationToken">Ends the attempt; what was sent may have arrived.</param>
    /// <param name="headers">Such as <c>Idempotency-Key</c>, <c>If-Match</c>, <c>Prefer</c>.</param>
    public Task<FhirReply<T>> PostAsync<T>(string path, Resource? body, CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> headers)
        where T : Resource => SendAsync<T>(HttpMethod.Post, At(launch.Ehr.GatewayBase, path), body, headers, cancellationToken);

    /// <summary>Changes something at the gateway.</summary>
    public Task<FhirReply<T>> PutAsync<T>(string path, Resource body, CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> headers)
        where T : Resource => SendAsync<T>(HttpMethod.Put, At(launch.Ehr.GatewayBase, path), body, headers, cancellationToken);

    /// <summary>Asks the EHR itself, for what the gateway does not have: who somebody is.</summary>
    public Task<FhirReply<T>> GetRecordAsync<T>(string path, CancellationToken cancellationToken)
        where T : Resource => SendAsync<T>(HttpMethod.Get, At(launch.Ehr.RecordsAt, path), null, [], cancellationToken);

    private async Task<FhirReply<T>> SendAsync<T>(
        HttpMethod method, Uri address, Resource? body, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellationToken)
        where T : Resource
    {
        (byte[], string)? sent = body is null ? null : (JsonSerializer.SerializeToUtf8Bytes(body, _json), FhirJson);
        var reply = await http.SendAsync(method, address, sent, FhirJson, headers, cancellationToken);
        return Read<T>(reply.Status, reply.Content);
    }

    private static FhirReply<T> Read<T>(int status, byte[] content)
        where T : Resource
    {
        if (content.Length is 0 or > LargestAnswer)
        {
            return new FhirReply<T>(status, null, null);
        }

        try
        {
            return JsonSerializer.Deserialize<Resource>(content, _json) switch
            {
                T found => new FhirReply<T>(status, found, found as OperationOutcome),
                OperationOutcome outcome => new FhirReply<T>(status, null, outcome),
                _ => new FhirReply<T>(StatusCodes.Status502BadGateway, null, null),
            };
        }
        catch (Exception malformed) when (malformed is JsonException or DeserializationFailedException)
        {
            return new FhirReply<T>(status is >= 200 and < 300 ? StatusCodes.Status502BadGateway : status, null, null);
        }
    }

    private static Uri At(string fhirBase, string path) => new($"{fhirBase.TrimEnd('/')}/{path}");
}
