using System.Globalization;
using System.Net.Http.Headers;
using Gateway.Storage;
using Gateway.Tests.Review;
using Gateway.Tests.Support;

namespace Gateway.Tests.Measures;

/// <summary>The measures as an operator asks for them, and as a watcher fetches them.</summary>
[Collection(typeof(MetersAlone))]
public sealed class MeasuresJourneyTests : IAsyncLifetime
{
    private RunningGateway gateway = null!;

    private static string Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        gateway = await RunningGateway.StartAsync(startGateway: false);
        gateway.Settings["Telemetry:Prometheus"] = "true";
        gateway.Settings["Measures:RefreshSeconds"] = "1";
        gateway.Settings["Review:Ageing:SweepSeconds"] = "0.1";
        await gateway.StartGatewayAsync();
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task What_was_held_decided_and_moved_is_told_in_counts()
    {
        var desk = new ReviewDesk(gateway);
        for (var i = 0; i < 4; i++)
        {
            await gateway.DecideAsync(await desk.HoldAsync(), DecisionKind.Reject, "about-another-patient");
        }

        await gateway.DecideAsync(await desk.HoldAsync(), DecisionKind.Release);
        var asked = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", "Johnny got a fever today"), await gateway.Ehr.TokenAsync("susie-smith", "susie-smith"));
        var moved = await gateway.PostAsync(AMessage.From("susie-smith", "johnny-smith", "Johnny got a fever today"), await gateway.Ehr.TokenAsync("susie-smith", "johnny-smith"));
        Assert.Equal((422, 201), (asked.Status, moved.Status));

        var answer = await CallAsync($"admin/measures?from={Today}&to={Today}", gateway.TokenOf("gateway/operate"));

        Assert.Equal(200, answer.Status);
        Assert.Equal((6, 1, 5), ((int?)answer.Json["messages"], (int?)answer.Json["givenBack"], (int?)answer.Json["misdirected"]));
        Assert.Equal((4, 1, 0.8), ((int?)answer.Json["confirmed"], (int?)answer.Json["overturned"], (double?)answer.Json["precision"]));
        Assert.Equal(1, (int?)answer.Json["redirects"]!["senderAsked"]);
        Assert.Equal(5, (int?)answer.Json["timeInQuarantine"]!["decided"]);
        Assert.Equal(10, (double?)answer.Json["timeInQuarantine"]!["median"]);
        var group = Assert.Single(answer.Json["groups"]!.AsArray())!;
        Assert.Equal(("about-someone-else", 4), ((string?)group["holdReason"], (int?)group["confirmed"]));
        Assert.StartsWith("CareTeam/", (string?)group["pool"], StringComparison.Ordinal);
        Assert.NotNull(group["policyVersion"]);
        var report = await CallAsync($"fhir/Measure/messages-misdirected/$evaluate-measure?periodStart={Today}&periodEnd={Today}", gateway.TokenOf("gateway/operate"));
        Assert.Equal((200, "MeasureReport", "summary"), (report.Status, (string?)report.Json["resourceType"], (string?)report.Json["type"]));
        Assert.Equal([6, 6, 5], report.Json["group"]![0]!["population"]!.AsArray().Select(population => (int?)population!["count"]));
        foreach (var trace in (string[])["susie", "johnny", "Patient/", "Practitioner/"])
        {
            Assert.DoesNotContain(trace, answer.Body + report.Body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Prometheus_fetches_them_with_an_operators_token_and_finds_nobody_in_them()
    {
        var desk = new ReviewDesk(gateway);
        for (var i = 0; i < 5; i++)
        {
            await gateway.DecideAsync(await desk.HoldAsync(), DecisionKind.Release);
        }

        var scraped = await ScrapedAsync("gateway_measures_decisions", "gateway_review_waiting", "gateway_intake_decisions");

        Assert.Contains("outcome=\"overturned\"", scraped.Body, StringComparison.Ordinal);
        foreach (var trace in (string[])["susie", "johnny", "rash", "nurse-kim", "Patient/", "Practitioner/"])
        {
            Assert.DoesNotContain(trace, scraped.Body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("metrics")]
    [InlineData("admin/measures?from=2026-01-01&to=2026-01-31")]
    [InlineData("fhir/Measure/messages-misdirected/$evaluate-measure?periodStart=2026-01-01&periodEnd=2026-01-31")]
    public async Task Nobody_but_operators_gets_them(string path)
    {
        Assert.Equal(401, (await CallAsync(path, null)).Status);
        Assert.Equal(403, (await CallAsync(path, gateway.TokenOf("system/*.cruds gateway/audit gateway/review gateway/export"))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?from=2026-01-01")]
    [InlineData("?from=2026-01-31&to=2026-01-01")]
    [InlineData("?from=2020-01-01&to=2026-01-01")]
    public async Task A_time_that_is_none_is_refused(string query)
    {
        var report = query.Replace("from", "periodStart", StringComparison.Ordinal).Replace("to=", "periodEnd=", StringComparison.Ordinal);

        Assert.Equal(400, (await CallAsync($"admin/measures{query}", gateway.TokenOf("gateway/operate"))).Status);
        Assert.Equal(400, (await CallAsync($"fhir/Measure/hold-precision/$evaluate-measure{report}", gateway.TokenOf("gateway/operate"))).Status);
        Assert.Equal(404, (await CallAsync($"fhir/Measure/nothing/$evaluate-measure?periodStart={Today}&periodEnd={Today}", gateway.TokenOf("gateway/operate"))).Status);
    }

    private async Task<Answer> ScrapedAsync(params string[] names)
    {
        var answer = await CallAsync("metrics", gateway.TokenOf("gateway/operate"));
        for (var attempt = 0; attempt < 300 && !names.All(name => answer.Body.Contains(name, StringComparison.Ordinal)); attempt++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            answer = await CallAsync("metrics", gateway.TokenOf("gateway/operate"));
        }

        Assert.Equal(200, answer.Status);
        Assert.All(names, name => Assert.Contains(name, answer.Body, StringComparison.Ordinal));
        return answer;
    }

    private async Task<Answer> CallAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Url, path));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }
}

/// <summary>An exporter takes in the meters of every gateway in the process, up to a number: here none runs beside.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class MetersAlone;
