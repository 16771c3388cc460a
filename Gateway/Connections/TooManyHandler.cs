using System.Net;

namespace Gateway.Connections;

/// <summary>Hears it when the EHR finds that it is asked too much, by whatever was asked: what is delivered waits until then.</summary>
internal sealed class TooManyHandler(ConnectionPause pause, TimeProvider clock, ILogger<TooManyHandler> logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        // A 503 may be about one chart; how much is too much is about all of them.
        if (response.StatusCode == HttpStatusCode.TooManyRequests && EhrClient.RetryAfter(response, clock) is { Ticks: > 0 } wait)
        {
            pause.Keep(wait);
            logger.AskedToPause(wait.TotalSeconds);
        }

        return response;
    }
}
