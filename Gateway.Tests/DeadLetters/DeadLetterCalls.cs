using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Review;
using Gateway.Tests.Support;

namespace Gateway.Tests.DeadLetters;

/// <summary>What whoever mends deliveries asks of /admin/dead-letters.</summary>
internal static class DeadLetterCalls
{
    public const string Scope = "gateway/deliver";

    public static async Task<Answer> LettersAsync(
        this RunningGateway gateway, HttpMethod method, string path = "", JsonNode? body = null, string? ifMatch = null, string scope = Scope)
    {
        using var request = new HttpRequestMessage(method, new Uri(gateway.Url, $"admin/dead-letters{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway.TokenOf(scope, client: "interface-desk"));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(answer);
    }

    public static Task<Answer> ReplayAsync(this RunningGateway gateway, JsonNode letter, JsonObject? corrections = null) => gateway.LettersAsync(
        HttpMethod.Post, $"/{(long)letter["number"]!}/$replay", corrections is null ? null : new JsonObject { ["corrections"] = corrections });

    /// <summary>Sends a message that the EHR does not take, and waits for it as a dead letter.</summary>
    public static async Task<(string Id, JsonNode Letter)> DeadAsync(
        this RunningGateway gateway, string fault = "chart-closed", string chart = "susie-smith", string saying = AMessage.AboutSelf)
    {
        await gateway.Ehr.FaultAsync(fault, "creates", count: 1);
        var sent = await ReviewFixture.SentAsync(gateway, AMessage.From(chart, chart, saying), await gateway.Ehr.TokenAsync(chart, chart, "patient/*.cruds"));
        Assert.True(sent.Status == 201, sent.Body);
        return (sent.Id, await gateway.LetterOfAsync(sent.Id));
    }

    public static Task<JsonNode> LetterOfAsync(this RunningGateway gateway, string message) => ReviewFixture.UntilAsync<JsonNode>(
        async () => (await gateway.LettersAsync(HttpMethod.Get, $"?message={message}")).Json["deadLetters"]!.AsArray().SingleOrDefault(), "the dead letter");

    /// <summary>Waits until the letter has come so far.</summary>
    public static Task<JsonNode> LetterAtAsync(this RunningGateway gateway, JsonNode letter, string state) => ReviewFixture.UntilAsync<JsonNode>(
        async () => (await gateway.LettersAsync(HttpMethod.Get, $"/{(long)letter["number"]!}")).Json is { } now && (string?)now["state"] == state ? now : null,
        $"a letter that is {state}");
}
