using System.Globalization;
using System.Net;
using Gateway.Tests.Support;

namespace Gateway.Tests.Sandbox;

/// <summary>What the EHR has answered 201 for is in its record, whatever happens next.</summary>
public sealed class DurabilityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_at_once_are_each_filed_once_and_survive_a_restart()
    {
        await using var ehr = await RunningEhr.StartAsync();
        var token = await ehr.TokenAsync("system");
        await Parallel.ForAsync(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancel }, async (i, cancel) =>
        {
            var body = Messages.About(i % 2 == 0 ? "susie-smith" : "mark-smith", $"many-{i}").ToJsonString();
            using var answer = await ehr.SendAsync(HttpMethod.Post, "Communication", token, body, cancellationToken: cancel);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        });

        await ehr.RestartAsync();
        var lines = (await ehr.Http.GetStringAsync($"/sandbox/messages?system={Messages.System}", Cancel))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        Assert.Equal(300, lines.Select(line => line[0]).Distinct().Count());
        Assert.Equal(300, lines.Count);
        Assert.Equal(150, lines.Count(line => line[1] == "Patient/mark-smith"));
        Assert.Equal(lines.Select(Sequence).Order(), lines.Select(Sequence));
    }

    [Fact]
    public async Task A_token_and_an_id_outlive_a_restart()
    {
        await using var ehr = await RunningEhr.StartAsync();
        var token = await ehr.TokenAsync("system");
        using var before = await ehr.SendAsync(
            HttpMethod.Post, "Communication", token, Messages.About("susie-smith", "before").ToJsonString(), cancellationToken: Cancel);
        await ehr.RestartAsync();
        using var after = await ehr.SendAsync(
            HttpMethod.Post, "Communication", token, Messages.About("susie-smith", "after").ToJsonString(), cancellationToken: Cancel);
        Assert.Equal(HttpStatusCode.Created, after.StatusCode);
        Assert.NotEqual(before.Headers.Location, after.Headers.Location);
        Assert.Equal(1, (await ehr.GetAsync($"Communication?identifier={Messages.System}|before", token, Cancel)).GetProperty("total").GetInt32());
    }

    private static long Sequence(string[] line) => long.Parse(line[2], CultureInfo.InvariantCulture);
}
