using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Review.Export;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Review;

/// <summary>The export of decisions for those who keep the rules, by its endpoint and by its command.</summary>
public sealed class ExportTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private RunningGateway Gateway => fixture.Gateway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Confirmed_and_overturned_decisions_come_out_with_nobody_in_them()
    {
        var desk = new ReviewDesk(Gateway);
        await Gateway.DecideAsync(await desk.HoldAsync("My husband Mark Smith has a rash all over his back since Monday."), DecisionKind.Release, "others-only-mentioned");
        await Gateway.DecideAsync(await desk.HoldAsync(ReviewDesk.PoisonedChild), DecisionKind.Reject, "about-another-patient");

        var answer = await CallAsync(Gateway.TokenOf("gateway/export", client: "maintainers"));

        Assert.Equal((200, "application/x-ndjson"), (answer.Status, answer.Headers["Content-Type"]));
        var lines = LinesOf(answer.Body);
        Assert.Contains(lines, line => (string?)line["outcome"] == "overturned" && (string?)line["decision"] == "release" && PatternsOf(line).Any(pattern => pattern.Contains("my husband", StringComparison.Ordinal)));
        Assert.Contains(lines, line => (string?)line["outcome"] == "confirmed" && (string?)line["decision"] == "reject");
        foreach (var trace in (string[])["mark", "smith", "susie", "johnny", "iron", "monday", "nurse-kim", "Practitioner/", "Patient/", "Communication/", Today])
        {
            Assert.DoesNotContain(trace, answer.Body, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Each_export_is_recorded_as_one_and_the_auditor_reads_it()
    {
        await CallAsync(Gateway.TokenOf("gateway/export", client: "maintainers-of-rules"));

        var events = await Gateway.GetAsync("AuditEvent?type=110106&agent:identifier=|maintainers-of-rules", Gateway.TokenOf("gateway/audit user/AuditEvent.rs", "Practitioner/dr-lee"));

        Assert.Equal(200, events.Status);
        Assert.NotEmpty(events.Json["entry"]!.AsArray());
    }

    [Theory]
    [InlineData("user/*.cruds gateway/review")]
    [InlineData("system/*.cruds gateway/operate")]
    [InlineData("system/*.cruds gateway/audit")]
    public async Task No_other_duty_and_no_wildcard_exports(string scope) => Assert.Equal(403, (await CallAsync(Gateway.TokenOf(scope, "Practitioner/nurse-kim"))).Status);

    [Theory]
    [InlineData("")]
    [InlineData("?from=2026-11-01")]
    [InlineData("?from=2026-11-02&to=2026-11-01")]
    [InlineData("?from=yesterday&to=today")]
    public async Task A_time_that_is_none_is_refused(string query) =>
        Assert.Equal(400, (await CallAsync(Gateway.TokenOf("gateway/export"), query)).Status);

    [Fact]
    public async Task The_command_writes_the_same_lines_and_is_recorded()
    {
        var desk = new ReviewDesk(Gateway);
        await Gateway.DecideAsync(await desk.HoldAsync(), DecisionKind.Release);
        await using var store = GatewayHost.Build([], builder => builder.Configuration.AddInMemoryCollection(Gateway.Services.GetRequiredService<IConfiguration>().AsEnumerable()));
        store.Configuration["from"] = Today;
        store.Configuration["to"] = Today;
        using var output = new MemoryStream();
        using var errors = new StringWriter();

        var code = await ExportCommand.RunAsync(store.Services, store.Configuration, output, errors, Cancellation);

        Assert.True(code == 0, errors.ToString());
        Assert.Equal((await CallAsync(Gateway.TokenOf("gateway/export"))).Body, Encoding.UTF8.GetString(output.ToArray()));
        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayDb>>().CreateDbContextAsync(Cancellation);
        Assert.True(await db.Audit.AnyAsync(entry => entry.Action == AuditAction.Export && entry.Client == ExportCommand.Client, Cancellation));
    }

    [Fact]
    public async Task The_command_says_how_it_is_called()
    {
        using var errors = new StringWriter();

        Assert.Equal(2, await ExportCommand.RunAsync(Gateway.Services, new ConfigurationBuilder().Build(), Stream.Null, errors, Cancellation));
        Assert.Contains("usage", errors.ToString(), StringComparison.Ordinal);
    }

    private static string Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonNode[] LinesOf(string body) => [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static IEnumerable<string> PatternsOf(JsonNode line) => line["evidence"]!.AsArray().Select(evidence => (string?)evidence!["pattern"]).OfType<string>();

    private async Task<Answer> CallAsync(string token, string? query = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Gateway.Url, $"admin/review-decisions{query ?? $"?from={Today}&to={Today}"}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Gateway.Http.SendAsync(request, Cancellation);
        return await Answer.ReadAsync(response);
    }
}
