using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.References;
using Gateway.Rotas;

namespace Gateway.OnCall.Channels;

/// <summary>Tells another system by a signed request, as standardwebhooks.com has it; its <c>webhook-id</c> is the key under which repeats are one.</summary>
internal sealed class WebhookChannel(WebhookOptions options, IHttpClientFactory clients, TimeProvider clock) : IOnCallChannel
{
    /// <summary>The client that follows no redirect: a signed alert goes where it was meant to.</summary>
    public const string Client = "on-call";

    private readonly byte[] secret = Encoding.UTF8.GetBytes(options.Secret);

    public string Name => options.Name;

    public bool Reaches(ResourceKey who, OnCallRules rules) => true;

    public async Task<string?> SendAsync(Page page, OnCallRules rules, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "emergency-alert",
            alert = page.AlertId,
            step = page.Step,
            level = page.Level,
            who = page.Who.ToString(),
            raisedAt = page.RaisedAt,
            task = page.TaskAddress,
        });
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", page.Key);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add("webhook-signature", SignatureOf(page.Key, time, body));
        request.Headers.Add("Idempotency-Key", page.Key);
        try
        {
            using var http = clients.CreateClient(Client);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? null : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            return "unreachable";
        }
    }

    private string SignatureOf(string key, string time, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{key}.{time}."), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}";
    }
}
