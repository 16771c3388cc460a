using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Gateway.Connections;

/// <summary>
/// Signs the gateway in to the EHR (SMART Backend Services) and keeps the token while it serves: callers that come
/// together share one sign-in.
/// </summary>
internal sealed class BackendSignIn(
    IHttpClientFactory clients, IOptions<EhrOptions> options, EhrKey key, TimeProvider clock, ILogger<BackendSignIn> logger)
{
    /// <summary>Names the HTTP client that carries no token: the one that fetches it.</summary>
    public const string HttpClientName = "ehr-sign-in";

    private static readonly TimeSpan _shortestUse = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task<EhrToken>? _token;
    private Uri? _discovered;

    /// <summary>False for an EHR that asks for no sign-in: there is no key.</summary>
    public bool IsConfigured => options.Value.HasKey;

    /// <summary>A token that is still good; <see cref="HttpRequestException"/> when the EHR gives none.</summary>
    public Task<EhrToken> TokenAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_token is not { IsCompleted: false } && !IsGood(_token))
            {
                // Not the caller's token: those who wait with it must not lose the sign-in when it gives up.
                _token = SignInAsync(CancellationToken.None);
            }

            return _token!.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets a token that the EHR turned down; one fetched meanwhile by somebody else stays.</summary>
    public void Forget(EhrToken turnedDown)
    {
        lock (_gate)
        {
            if (_token is { IsCompletedSuccessfully: true } kept && ReferenceEquals(kept.GetAwaiter().GetResult(), turnedDown))
            {
                _token = null;
                logger.TokenTurnedDown();
            }
        }
    }

    private bool IsGood(Task<EhrToken>? token) =>
        token is { IsCompletedSuccessfully: true } && token.GetAwaiter().GetResult().UseUntil > clock.GetUtcNow();

    private async Task<EhrToken> SignInAsync(CancellationToken cancellationToken)
    {
        // Off the caller's lock before anything that takes time.
        await Task.Yield();
        try
        {
            var credentials = await key.ReadAsync(cancellationToken) ?? throw NoToken("key-unreadable");
            using var http = clients.CreateClient(HttpClientName);
            var endpoint = options.Value.TokenEndpoint ?? await DiscoverAsync(http, cancellationToken);
            using var form = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"),
                new("scope", options.Value.Scope),
                .. new ClientAssertion(options.Value.ClientId, credentials, clock).FieldsFor(endpoint),
            ]);
            using var response = await http.PostAsync(endpoint, form, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
                logger.SignInRefused(status, OAuthError.In(await response.Content.ReadAsByteArrayAsync(cancellationToken)), credentials.Kid, credentials.Algorithm);
                throw Unauthenticated(status);
            }

            return Token(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception fault) when (EhrFault.IsExpected(fault) && EhrFault.CodeOf(fault) != EhrFault.SignIn)
        {
            throw NoToken(EhrFault.CodeOf(fault));
        }
    }

    private async Task<Uri> DiscoverAsync(HttpClient http, CancellationToken cancellationToken)
    {
        if (_discovered is { } known)
        {
            return known;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Value.BaseAddress, ".well-known/smart-configuration"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw NoToken("discovery-" + (int)response.StatusCode);
        }

        using var document = Parsed(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        // The assertion is worth a token to whoever reads it.
        return Uri.TryCreate(document.RootElement.Text("token_endpoint"), UriKind.Absolute, out var address) && EndpointAddress.IsSafe(address)
            ? _discovered = address
            : throw NoToken("discovery-unusable");
    }

    private EhrToken Token(byte[] answer)
    {
        using var document = Parsed(answer);
        if (document.RootElement.Text("access_token") is not { Length: > 0 } value
            || document.RootElement.Number("expires_in") is not (> 0 and var seconds))
        {
            throw NoToken("answer-unusable");
        }

        // A tenth early, so that a token does not run out on its way; a very short one is used for what it is worth.
        var use = TimeSpan.FromSeconds(seconds * 0.9) is var early && early > _shortestUse ? early : _shortestUse;
        logger.SignedIn(seconds);
        return new EhrToken(value, clock.GetUtcNow() + use);
    }

    private JsonDocument Parsed(byte[] answer)
    {
        try
        {
            return JsonDocument.Parse(answer);
        }
        catch (JsonException)
        {
            throw NoToken("answer-unusable");
        }
    }

    private HttpRequestException NoToken(string fault)
    {
        logger.SignInFailed(fault);
        return Unauthenticated(fault);
    }

    private static HttpRequestException Unauthenticated(string fault) => new(HttpRequestError.UserAuthenticationError, fault);
}
