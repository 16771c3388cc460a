using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Connections;
using Microsoft.Extensions.Options;

namespace Gateway.Access.Issuers;

/// <summary>Asks an issuer about its opaque tokens (RFC 7662), signed in as the client that it knows the gateway by.</summary>
internal sealed class Introspector(
    IssuerOptions issuer, IHttpClientFactory clients, IOptions<AccessOptions> access, TimeProvider clock, ILogger<Introspector> logger)
{
    public const string HttpClientName = "introspection";

    private readonly IntrospectionOptions options = issuer.Introspection!;
    private readonly Lazy<ClientAssertion> assertion = new(
        () => new ClientAssertion(issuer.Introspection!.ClientId, SigningKey.Read(issuer.Introspection.KeyFile!), clock));

    public async Task<Introspection> AskAsync(string token)
    {
        try
        {
            using var http = clients.CreateClient(HttpClientName);
            using var request = RequestFor(token);
            using var response = await http.SendAsync(request);
            if (!response.IsSuccessStatusCode)
            {
                return Away(((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            using var answer = JsonDocument.Parse(
                await response.Content.ReadAsByteArrayAsync(), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return IntrospectionPolicy.Judge(answer.RootElement, issuer, issuer.Audience ?? access.Value.Audience, clock.GetUtcNow());
        }
        catch (HttpRequestException)
        {
            return Away("unreachable");
        }
        catch (OperationCanceledException)
        {
            return Away("timeout");
        }
        catch (JsonException)
        {
            return Away("answer-unusable");
        }
    }

    private HttpRequestMessage RequestFor(string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, options.Endpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        List<KeyValuePair<string, string>> form = [new("token", token), new("token_type_hint", "access_token")];
        if (string.IsNullOrEmpty(options.KeyFile))
        {
            // RFC 6749, 2.3.1: both are form-encoded before they are joined.
            var secret = $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret!)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
        }
        else
        {
            form.AddRange(assertion.Value.FieldsFor(options.Endpoint!));
        }

        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    private Introspection.Away Away(string fault)
    {
        logger.IntrospectionFailed(fault);
        return new Introspection.Away();
    }
}
