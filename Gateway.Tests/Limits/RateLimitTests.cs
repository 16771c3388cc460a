using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Limits;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_no_more()
    {
        await using var gateway = await StartAsync("PerClient", burst: 5);
        var portal = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", client: "portal");

        var answers = await ManyAsync(gateway, portal, 30);

        Assert.All(answers[..5], answer => Assert.Equal(200, answer.Status));
        var refused = answers.First(answer => answer.Status == 429);
        Assert.Equal("1", refused.Headers["Retry-After"]);
        Assert.Equal("throttled", (string?)refused.Json["issue"]![0]!["code"]);
        Assert.Single(refused.Json["issue"]!.AsArray());
        Assert.DoesNotContain("portal", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("susie", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Headers.Keys, name => name.Contains("RateLimit", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Another_client_goes_on_and_so_does_health()
    {
        await using var gateway = await StartAsync("PerClient", burst: 3);
        await ManyAsync(gateway, await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", client: "portal"), 4);

        Assert.Equal(200, (await gateway.GetAsync("Communication", await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", client: "kiosk"))).Status);
        for (var i = 0; i < 10; i++)
        {
            using var live = await gateway.Http.GetAsync("/health/live", TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)live.StatusCode);
        }
    }

    [Fact]
    public async Task A_chart_is_counted_over_all_clients_and_persons_and_no_other_chart_with_it()
    {
        await using var gateway = await StartAsync("PerChart", burst: 4);
        var mother = await gateway.Ehr.TokenAsync("susie-smith", "robert-smith-jr", client: "portal");
        var father = await gateway.Ehr.TokenAsync("mark-smith", "robert-smith-jr", client: "kiosk");

        var answers = await ManyAsync(gateway, mother, 20);
        Assert.All(answers[..4], answer => Assert.Equal(200, answer.Status));
        // The father's first requests with his own app: one of them may find a drop that came meanwhile.
        Assert.Contains(await ManyAsync(gateway, father, 2), answer => answer.Status == 429);
        Assert.Equal(200, (await gateway.GetAsync("Communication", await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"))).Status);
        Assert.Equal(200, (await gateway.GetAsync("Communication", await gateway.Ehr.TokenAsync("system", scope: "system/*.rs"))).Status);
    }

    [Fact]
    public async Task A_refused_token_is_counted_for_nobody()
    {
        await using var gateway = await StartAsync("PerClient", burst: 3);
        var answers = await ManyAsync(gateway, "nonsense", 10);

        Assert.All(answers, answer => Assert.Equal(401, answer.Status));
        Assert.Equal(200, (await gateway.GetAsync("Communication", await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"))).Status);
    }

    [Fact]
    public async Task After_a_while_there_is_room_again()
    {
        await using var gateway = await StartAsync("PerClient", burst: 2);
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        await ManyAsync(gateway, token, 3);
        for (var tries = 0; (await gateway.GetAsync("Communication", token)).Status != 200; tries++)
        {
            Assert.True(tries < 600);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static Task<RunningGateway> StartAsync(string limit, int burst) => RunningGateway.StartAsync(
        builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"Limits:{limit}:Burst"] = burst.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [$"Limits:{limit}:PerSecond"] = "1",
        }));

    private static async Task<Answer[]> ManyAsync(RunningGateway gateway, string token, int count)
    {
        var answers = new Answer[count];
        for (var i = 0; i < count; i++)
        {
            answers[i] = await gateway.GetAsync("Communication?_count=1", token);
        }

        return answers;
    }
}
