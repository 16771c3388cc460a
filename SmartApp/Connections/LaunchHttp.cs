using System.Net.Http.Headers;
using SmartApp.Launch;
using SmartApp.Texts;

namespace SmartApp.Connections;

/// <summary>Sends requests with the launch's token, to the gateway and the EHR of that launch alone. It answers a status in every case and throws for none.</summary>
internal sealed class LaunchHttp(HttpClient http, CurrentLaunch launch, LaunchTokens tokens, Words words)
{
    /// <summary>Says to the gateway in which chart somebody with several works; given with a request, it outranks the launch's.</summary>
    public const string ActingFor = "X-Acting-For";

    /// <param name="method">The method.</param>
    /// <param name="address">An address of the launch's gateway or EHR.</param>
    /// <param name="body">What is sent, and as what.</param>
    /// <param name="accept">The media type that is wanted back.</param>
    /// <param name="headers">Further ones, such as <c>If-Match</c>.</param>
    /// <param name="cancellationToken">Ends the attempt; what was sent may have arrived.</param>
    public async Task<HttpReply> SendAsync(
        HttpMethod method, Uri address, (byte[] Content, string Type)? body, string accept, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        var next = await tokens.NextAsync(launch, cancellationToken);
        if (next.Value is not { } token)
        {
            return new HttpReply(next.IsOver ? StatusCodes.Status401Unauthorized : StatusCodes.Status503ServiceUnavailable, []);
        }

        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.AcceptLanguage.ParseAdd(words.Language);
        if (launch.State.ActingFor is { } chart && headers.All(header => header.Name != ActingFor) && address.AbsoluteUri.StartsWith(launch.Ehr.GatewayBase, StringComparison.Ordinal))
        {
            request.Headers.Add(ActingFor, $"Patient/{chart}");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is { } sent)
        {
            request.Content = new ByteArrayContent(sent.Content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(sent.Type);
        }

        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            return new HttpReply((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception away) when (away is HttpRequestException or IOException || (away is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new HttpReply(StatusCodes.Status503ServiceUnavailable, []);
        }
    }
}
