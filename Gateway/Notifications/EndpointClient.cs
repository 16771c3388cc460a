using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Gateway.Topics;
using Microsoft.Extensions.Options;

namespace Gateway.Notifications;

/// <summary>Sends a notification to a subscriber's endpoint: no redirect is followed, no cookie kept, and no private address called that is not listed.</summary>
internal sealed class EndpointClient(IHttpClientFactory clients)
{
    public const string Client = "topics";

    /// <summary>Why it was not taken, as a code; null if it was.</summary>
    public async ValueTask<string?> SendAsync(SubscriptionTerms terms, byte[] body, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, terms.Endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
        foreach (var (name, value) in terms.Headers)
        {
            // Not among the request's headers are those of the content, which are ours.
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                return "header";
            }
        }

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(timeout);
        try
        {
            using var http = clients.CreateClient(Client);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, inTime.Token);
            return answer.IsSuccessStatusCode ? null : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "timeout";
        }
        catch (HttpRequestException)
        {
            return "unreachable";
        }
    }

    /// <summary>Connects to what the name stands for at this moment, so that a name cannot be moved into this network after it was looked at.</summary>
    public static SocketsHttpHandler Handler(IOptions<TopicsOptions> options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = async (context, cancellationToken) =>
        {
            var host = context.DnsEndPoint.Host;
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            var allowed = EndpointPolicy.IsListed(host, options.Value.EndpointHosts) ? addresses : [.. addresses.Where(EndpointPolicy.IsPublic)];
            if (allowed.Length == 0)
            {
                throw new HttpRequestException("The endpoint is in no public network.");
            }

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
