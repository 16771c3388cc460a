using System.Net.Http.Headers;
using System.Text.Json;

namespace Gateway.SignIn.Apps;

/// <summary>
/// Passes an app's request for a token on to the issuer where it signed in, and the answer back: so that apps and systems find one
/// token endpoint (ADR 0021). The gateway keeps nothing of either.
/// </summary>
internal sealed class AppRelay(AppIssuer issuer, IHttpClientFactory clients, ILogger<AppRelay> logger)
{
    /// <summary>Names the HTTP client that talks to the issuer.</summary>
    public const string HttpClientName = "app-issuer";

    private const int ServerFault = 500;

    public async Task<TokenOutcome> PassOnAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (!issuer.IsConfigured)
        {
            return new TokenOutcome.Refused("unsupported_grant_type");
        }

        if (await issuer.FindAsync(cancellationToken) is not { TokenEndpoint: { Length: > 0 } endpoint }
            || !Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
            || !IsSafe(address))
        {
            return Away("discovery");
        }

        try
        {
            return await SendAsync(request, address, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Away(fault.GetType().Name);
        }
    }

    private async Task<TokenOutcome> SendAsync(TokenRequest request, Uri address, CancellationToken cancellationToken)
    {
        using var passed = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(request.Body) };
        passed.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        passed.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (request.Authorization is { } authorization)
        {
            passed.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var http = clients.CreateClient(HttpClientName);
        using var answer = await http.SendAsync(passed, cancellationToken);
        var json = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        // A page of a proxy in between is no answer of the issuer; JSON that is none fails here.
        using var document = JsonDocument.Parse(json);
        return (int)answer.StatusCode >= ServerFault || document.RootElement.ValueKind != JsonValueKind.Object
            ? Away(((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture))
            : new TokenOutcome.Relayed((int)answer.StatusCode, json);
    }

    // A code and a refresh token are worth a sign-in to whoever reads them.
    private static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    private TokenOutcome.Unavailable Away(string fault)
    {
        logger.IssuerAway(fault);
        return new TokenOutcome.Unavailable();
    }
}
