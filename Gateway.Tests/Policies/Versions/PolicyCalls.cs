using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Policies.Versions;

/// <summary>What operators ask of /admin/policies.</summary>
internal static class PolicyCalls
{
    public static async Task<Answer> PoliciesAsync(
        this RunningGateway gateway, HttpMethod method, string path = "", JsonNode? body = null, string? ifMatch = null, string? token = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, new Uri(gateway.Url, $"admin/policies{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? await gateway.Ehr.TokenAsync("dr-lee", scope: "gateway/operate"));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, contentType);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(answer);
    }

    /// <summary>Writes a draft; its number.</summary>
    public static async Task<int> DraftAsync(this RunningGateway gateway, JsonNode document)
    {
        var answer = await gateway.PoliciesAsync(HttpMethod.Post, "", document);
        Assert.True(answer.Status == 201, answer.Body);
        return (int)answer.Json["number"]!;
    }

    /// <summary>Writes a policy and puts it in force; its number.</summary>
    public static async Task<int> PutInForceAsync(this RunningGateway gateway, JsonNode document)
    {
        var number = await gateway.DraftAsync(document);
        var answer = await gateway.PoliciesAsync(HttpMethod.Post, $"/{number}/$activate");
        Assert.True(answer.Status == 200, answer.Body);
        return number;
    }

    public static async Task<JsonNode> InForceAsync(this RunningGateway gateway)
    {
        var list = (await gateway.PoliciesAsync(HttpMethod.Get)).Json;
        return list["versions"]!.AsArray().Single(version => (int)version!["number"]! == (int)list["inForce"]!)!;
    }
}
