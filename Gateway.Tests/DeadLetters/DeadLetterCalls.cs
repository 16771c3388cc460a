using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.DeadLetters;

/// <summary>What whoever mends deliveries asks of /admin/dead-letters.</summary>
internal static class DeadLetterCalls
{
    public const string Scope = "gateway/deliver";

    public static Task<Answer> LettersAsync(
        this RunningGateway gateway, HttpMethod method, string path = "", JsonNode? body = null, string? ifMatch = null, string scope = Scope) =>
        gateway.CallAsync(method, $"dead-letters{path}", body, ifMatch, scope);

    /// <summary>What is on its way.</summary>
    public static Task<Answer> DeliveriesAsync(this RunningGateway gateway, HttpMethod method, string path = "", string? ifMatch = null, string scope = Scope) =>
        gateway.CallAsync(method, $"deliveries{path}", null, ifMatch, scope);

    /// <summary>Waits until a message is tried again, and has that be in an hour, whatever its courier is about, so that nothing happens to it meanwhile.</summary>
    public static async Task<JsonNode> RetriedAsync(this RunningGateway gateway, string message)
    {
        await ReviewFixture.UntilAsync<JsonNode>(
            async () => (await gateway.DeliveriesAsync(HttpMethod.Get, $"?state=retrying&message={message}")).Json["deliveries"]!.AsArray().SingleOrDefault(), "the retry");
        var later = gateway.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(1);
        await ReviewFixture.QueryAsync(gateway, db => db.Outbox.Where(row => row.MessageId == message).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.DueAt, later).SetProperty(one => one.Revision, one => one.Revision + 1)
                .SetProperty(one => one.Fault, "ehr-59500").SetProperty(one => one.Attempts, 2), TestContext.Current.CancellationToken));
        return (await gateway.DeliveriesAsync(HttpMethod.Get, $"?message={message}")).Json["deliveries"]!.AsArray().Single()!;
    }

    private static async Task<Answer> CallAsync(this RunningGateway gateway, HttpMethod method, string path, JsonNode? body, string? ifMatch, string scope)
    {
        using var request = new HttpRequestMessage(method, new Uri(gateway.Url, $"admin/{path}"));
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
