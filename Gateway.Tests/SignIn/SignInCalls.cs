using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.SignIn;

/// <summary>Calls beside the FHIR API: the token endpoint and the operators' list of clients.</summary>
internal static class SignInCalls
{
    public static string TokenUrl(this RunningGateway gateway) => new Uri(gateway.Url, "oauth2/token").ToString();

    public static async Task<Answer> AskForTokenAsync(this RunningGateway gateway, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await gateway.Http.PostAsync(new Uri(gateway.TokenUrl()), content, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(answer);
    }

    /// <summary>Signs a registered system in; fails if it gets no token.</summary>
    public static async Task<string> SignInAsync(this RunningGateway gateway, ASystem system, string scope)
    {
        var answer = await gateway.AskForTokenAsync(ASystem.Form(system.Assertion(gateway.TokenUrl()), scope));
        Assert.True(answer.Status == 200, answer.Body);
        return (string)answer.Json["access_token"]!;
    }

    public static Task<string> OperatorAsync(this RunningGateway gateway) => gateway.Ehr.TokenAsync("dr-lee", scope: "gateway/operate");

    public static async Task<Answer> AdminAsync(this RunningGateway gateway, HttpMethod method, string path, JsonNode? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(gateway.Url, $"admin/clients{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? await gateway.OperatorAsync());
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var answer = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(answer);
    }

    public static async Task RegisterAsync(this RunningGateway gateway, JsonNode registration)
    {
        var answer = await gateway.AdminAsync(HttpMethod.Post, "", registration);
        Assert.True(answer.Status == 201, answer.Body);
    }
}
