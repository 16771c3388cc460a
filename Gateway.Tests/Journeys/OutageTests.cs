using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Journeys;

/// <summary>What the gateway depends on goes away: nothing is filed unchecked, nothing is half-written, nothing is lost.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task While_the_EHR_cannot_say_whose_chart_it_is_the_sender_is_asked_to_try_again()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        // The gateway has the keys, and no chart yet.
        Assert.Equal(415, (await gateway.SendAsync(HttpMethod.Post, "Communication", token, "hello", "text/plain")).Status);
        await gateway.Ehr.FaultAsync("down");

        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);

        Assert.Equal(503, answer.Status);
        Assert.Equal("5", answer.Headers["Retry-After"]);
        Assert.Contains("charts-unavailable", answer.Reasons);
        await gateway.Ehr.FaultAsync("none");
        Assert.Equal(201, (await EventuallyAsync(gateway, token)).Status);
    }

    [Fact]
    public async Task What_was_taken_in_once_is_answered_again_also_while_the_EHR_is_away()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        var message = AMessage.From("susie-smith", "susie-smith").With("encounter", AMessage.Ref("Encounter/susie-visit"));
        var first = await gateway.PostAsync(message, token, ("Idempotency-Key", "once"));
        await gateway.Ehr.FaultAsync("down");
        // Until the directory has forgotten the chart.
        while ((await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token)).Status != 503)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var again = await gateway.PostAsync(message, token, ("Idempotency-Key", "once"));

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.Id, again.Id);
    }

    [Fact]
    public async Task Or_the_message_is_held_if_the_policy_says_so()
    {
        var policy = Path.GetTempFileName();
        var shipped = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "default.policy.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(policy, shipped.Replace("\"retryLater\"", "\"hold\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await using var gateway = await RunningGateway.StartAsync(builder =>
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Policy:File"] = policy }));
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        Assert.Equal(415, (await gateway.SendAsync(HttpMethod.Post, "Communication", token, "hello", "text/plain")).Status);
        await gateway.Ehr.FaultAsync("down");

        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);

        Assert.Equal(201, answer.Status);
        Assert.Equal("on-hold", (string?)answer.Json["status"]);
        Assert.Equal("charts-unavailable", (string?)answer.Json["statusReason"]!["coding"]![0]!["code"]);
        File.Delete(policy);
    }

    [Fact]
    public async Task A_gateway_that_never_reached_the_issuer_does_not_blame_the_caller()
    {
        await using var gateway = await RunningGateway.StartAsync(startGateway: false);
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        await gateway.Ehr.StopAsync();
        await gateway.StartGatewayAsync();

        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);

        Assert.Equal(503, answer.Status);
        Assert.Equal("5", answer.Headers["Retry-After"]);
        await gateway.Ehr.RestartAsync();
    }

    [Fact]
    public async Task What_was_accepted_while_the_EHR_takes_nothing_is_filed_once_when_it_does_again()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        await gateway.Ehr.FaultAsync("error500", "creates");

        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);

        Assert.Equal(201, answer.Status);
        Assert.Empty(await gateway.FiledAsync(answer.Id));
        await gateway.Ehr.FaultAsync("none");
        await gateway.FiledOnceAsync(answer.Id);
    }

    [Fact]
    public async Task An_answer_that_is_lost_after_the_EHR_filed_the_message_does_not_file_it_twice()
    {
        await using var gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Ehr:TimeoutSeconds"] = "1", ["Delivery:LeaseSeconds"] = "4", ["Delivery:FirstDelaySeconds"] = "1" }));
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        await gateway.Ehr.FaultAsync("timeout-after-commit", "creates", count: 1);

        var first = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);
        var second = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "And my other knee, too."), token);

        // The second waits behind the first, so once it is there the first has been dealt with.
        await gateway.FiledOnceAsync(second.Id);
        Assert.Single(await gateway.FiledAsync(first.Id));
    }

    [Fact]
    public async Task An_EHR_that_files_after_the_gateway_gave_up_waiting_does_not_file_it_twice()
    {
        await using var gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Ehr:TimeoutSeconds"] = "1", ["Delivery:LeaseSeconds"] = "4", ["Delivery:FirstDelaySeconds"] = "0.1", ["Delivery:SettleSeconds"] = "10" }));
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        await gateway.Ehr.FaultAsync("late", "creates", count: 1, ms: 4000);

        var first = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);
        var second = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "And my other knee, too."), token);

        await gateway.FiledOnceAsync(second.Id);
        Assert.Single(await gateway.FiledAsync(first.Id));
    }

    [Fact]
    public async Task A_message_survives_the_gateway_that_accepted_it()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        await gateway.Ehr.FaultAsync("error500", "creates");
        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);

        await gateway.StopGatewayAsync();
        await gateway.Ehr.FaultAsync("none");
        await gateway.StartGatewayAsync();

        await gateway.FiledOnceAsync(answer.Id);
        Assert.Equal(answer.Body, (await gateway.GetAsync($"Communication/{answer.Id}", token)).Body);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_leaves_nothing_half_written()
    {
        await using var gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Storage:MaxMegabytes"] = "1", ["Delivery:Paused"] = "true" }));
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        List<Answer> accepted = [];
        Answer answer;
        do
        {
            answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", $"My knee hurts. {new string('.', 7_000)}"), token);
            accepted.Add(answer);
        }
        while (answer.Status == 201 && accepted.Count < 200);

        Assert.Equal(503, answer.Status);
        Assert.True(answer.Headers.ContainsKey("Retry-After"));
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var stored = accepted.Count - 1;
        Assert.Equal(stored, await db.Outbox.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(stored, await db.Resources.CountAsync(resource => resource.ResourceType == "Communication", TestContext.Current.CancellationToken));
        Assert.Equal(stored, await db.Resources.CountAsync(resource => resource.ResourceType == "Task", TestContext.Current.CancellationToken));
        Assert.Equal(200, (await gateway.GetAsync($"Communication/{accepted[0].Id}", token)).Status);
    }

    private static async Task<Answer> EventuallyAsync(RunningGateway gateway, string token)
    {
        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);
        for (var attempt = 0; attempt < 600 && answer.Status == 503; attempt++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);
        }

        return answer;
    }
}
