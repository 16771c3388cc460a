using System.Net;
using System.Net.Http.Headers;

namespace Gateway.Connections;

/// <summary>Puts the gateway's token on each call to the EHR; a token that a read shows to be turned down is replaced once.</summary>
internal sealed class BearerHandler(BackendSignIn signIn) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!signIn.IsConfigured)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var token = await signIn.TokenAsync(cancellationToken);
        var response = await SendWithAsync(token, request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        signIn.Forget(token);

        // A create is not repeated here: its next attempt, by schedule, first reads back.
        if (!ReadRequest.Is(request))
        {
            return response;
        }

        response.Dispose();
        return await SendWithAsync(await signIn.TokenAsync(cancellationToken), request, cancellationToken);
    }

    private Task<HttpResponseMessage> SendWithAsync(EhrToken token, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return base.SendAsync(request, cancellationToken);
    }
}
