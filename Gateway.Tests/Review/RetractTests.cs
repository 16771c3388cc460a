using System.Text.Json.Nodes;
using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Review;

/// <summary>What reached a wrong chart is taken back, in an EHR that takes updates and in one that does not.</summary>
public sealed class RetractTests
{
    private const string Wrong = "My left knee hurts when I climb stairs, and the swelling is green.";

    [Fact]
    public async Task An_EHR_that_takes_updates_marks_it_as_entered_in_error()
    {
        await using var gateway = await RunningGateway.StartAsync(ehrTakesUpdates: true);
        var id = await FiledAsync(gateway);
        await gateway.FiledOnceAsync(id);

        var answer = await RetractAsync(gateway, id);

        Assert.True(answer.Status == 200, answer.Body);
        await RowAsync(gateway, id, OutboxKind.Retract, OutboxState.Delivered);
        var filed = Assert.Single(await gateway.FiledAsync(id))!;
        Assert.Equal(("entered-in-error", "2"), ((string?)filed["status"], (string?)filed["meta"]!["versionId"]));
        Assert.DoesNotContain("swelling", filed.ToJsonString(), StringComparison.Ordinal);
        var read = await gateway.GetAsync($"Communication/{id}/_history", await ReaderAsync(gateway));
        Assert.DoesNotContain("swelling", read.Body, StringComparison.Ordinal);
        Assert.Contains("taken back", read.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_EHR_without_updates_gets_a_notice_and_a_person_a_Task()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var id = await FiledAsync(gateway);
        var ehrId = (string)(await gateway.FiledOnceAsync(id))["id"]!;

        await RetractAsync(gateway, id);

        var row = await RowAsync(gateway, id, OutboxKind.Retract, OutboxState.ByHand);
        // Honest: in the EHR it stands as it stood, until somebody does it there.
        Assert.Equal("completed", (string?)Assert.Single(await gateway.FiledAsync(id))!["status"]);
        var notice = await gateway.Ehr.GetAsync($"Communication/{row.EhrId}", await gateway.Ehr.TokenAsync("system"), TestContext.Current.CancellationToken);
        Assert.Equal("Patient/susie-smith", notice.GetProperty("subject").GetProperty("reference").GetString());
        Assert.Equal($"Communication/{ehrId}", notice.GetProperty("about")[0].GetProperty("reference").GetString());
        Assert.DoesNotContain("swelling", notice.GetRawText(), StringComparison.Ordinal);
        var work = await gateway.GetAsync($"Task?focus=Communication/{id}", await gateway.Ehr.TokenAsync("dr-lee", "susie-smith", "user/Task.rs"));
        var tasks = work.Json["entry"]!.AsArray().Select(entry => entry!["resource"]!).ToList();
        var byHand = Assert.Single(tasks, task => Code(task) == "retract-by-hand");
        Assert.Equal(("requested", "CareTeam/pool-nurse-triage"), ((string?)byHand["status"], (string?)byHand["owner"]!["reference"]));
        Assert.Contains(ehrId, (string?)byHand["description"], StringComparison.Ordinal);
        Assert.Equal("cancelled", (string?)Assert.Single(tasks, task => Code(task) == "answer-message")["status"]);
    }

    [Fact]
    public async Task What_has_not_left_yet_never_leaves()
    {
        await using var gateway = await RunningGateway.StartAsync(startGateway: false);
        gateway.Settings["Delivery:Paused"] = "true";
        await gateway.StartGatewayAsync();
        var id = await FiledAsync(gateway);
        await RetractAsync(gateway, id);

        await gateway.StopGatewayAsync();
        gateway.Settings["Delivery:Paused"] = "false";
        await gateway.StartGatewayAsync();
        var later = await FiledAsync(gateway);

        await gateway.FiledOnceAsync(later);
        Assert.Empty(await gateway.FiledAsync(id));
        Assert.Equal(OutboxState.Withdrawn, Assert.Single(await RowsAsync(gateway, id)).State);
    }

    [Fact]
    public async Task What_may_have_arrived_is_looked_for_and_taken_back()
    {
        await using var gateway = await RunningGateway.StartAsync(startGateway: false, ehrTakesUpdates: true);
        gateway.Settings["Delivery:LeaseSeconds"] = "13";
        gateway.Settings["Ehr:TimeoutSeconds"] = "4";
        await gateway.StartGatewayAsync();
        await gateway.Ehr.FaultAsync("timeout-after-commit", "creates", count: 1);
        var id = await FiledAsync(gateway);
        await ReviewFixture.UntilAsync<OutboxEntry>(
            async () => (await RowsAsync(gateway, id)).FirstOrDefault(entry => entry.Attempts > 0), "the first attempt");

        var answer = await RetractAsync(gateway, id);

        Assert.True(answer.Status == 200, answer.Body);
        await RowAsync(gateway, id, OutboxKind.Retract, OutboxState.Delivered);
        Assert.Equal("entered-in-error", (string?)Assert.Single(await gateway.FiledAsync(id))!["status"]);
    }

    [Fact]
    public async Task Only_a_reviewer_of_the_chart_or_a_reviewing_system_takes_back()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var id = await FiledAsync(gateway);

        foreach (var (user, patient, scope, status) in new[]
        {
            ("susie-smith", "susie-smith", "patient/*.cruds", 403),
            ("dr-lee", "susie-smith", "user/*.cruds", 403),
            ("nurse-kim", "mark-smith", "user/*.cruds gateway/review", 404),
            ("system", null, "system/*.cruds", 403),
            ("system", null, "system/*.cruds gateway/review", 200),
        })
        {
            var token = await gateway.Ehr.TokenAsync(user, patient, scope);
            Assert.Equal(status, (await ReviewFixture.DecideAsync(gateway, id, "retract", token, ReviewFixture.Because("not-for-a-chart"))).Status);
        }
    }

    [Fact]
    public async Task A_filed_message_that_is_redirected_leaves_the_one_chart_and_reaches_the_other()
    {
        await using var gateway = await RunningGateway.StartAsync(ehrTakesUpdates: true);
        var id = await FiledAsync(gateway, "The fever is gone since this morning.");
        await gateway.FiledOnceAsync(id);

        var answer = await ReviewFixture.DecideAsync(gateway, id, "redirect", await ReviewerAsync(gateway), ReviewFixture.To("johnny-smith"));

        Assert.True(answer.Status == 200, answer.Body);
        var made = await gateway.FiledOnceAsync(ReviewFixture.CreatedBy(answer).Single());
        Assert.Equal(("Patient/johnny-smith", "completed"), ((string?)made["subject"]!["reference"], (string?)made["status"]));
        await RowAsync(gateway, id, OutboxKind.Retract, OutboxState.Delivered);
        Assert.Equal("entered-in-error", (string?)Assert.Single(await gateway.FiledAsync(id))!["status"]);
    }

    [Fact]
    public async Task A_privacy_officer_alone_reads_what_is_sealed_and_that_is_on_record()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var id = await FiledAsync(gateway);
        await RetractAsync(gateway, id);
        var officer = await gateway.Ehr.TokenAsync("nurse-kim", null, "user/Communication.r gateway/privacy");

        var opened = await ReviewFixture.DecideAsync(gateway, id, "unseal", officer, []);

        Assert.True(opened.Status == 200, opened.Body);
        Assert.Contains(Wrong, opened.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await ReviewFixture.DecideAsync(gateway, "nothing", "unseal", officer, [])).Status);
        foreach (var (user, patient, scope) in new[]
        {
            ("nurse-kim", "susie-smith", "user/*.cruds gateway/review"), ("susie-smith", "susie-smith", "patient/*.cruds"), ("system", null, "system/*.cruds gateway/privacy"),
        })
        {
            var token = await gateway.Ehr.TokenAsync(user, patient, scope);
            Assert.Equal(403, (await ReviewFixture.DecideAsync(gateway, id, "unseal", token, [])).Status);
        }

        var trail = await ReviewFixture.QueryAsync(gateway, db => db.Audit.AsNoTracking()
            .Where(entry => entry.Action == AuditAction.Unseal && entry.Outcome == AuditOutcome.Done).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(($"Communication/{id}", "Practitioner/nurse-kim", "susie-smith"), (Assert.Single(trail).Resource, trail[0].Person, trail[0].Chart));
    }

    internal static async Task<string> FiledAsync(RunningGateway gateway, string saying = Wrong)
    {
        var answer = await ReviewFixture.SentAsync(
            gateway, AMessage.From("susie-smith", "susie-smith", saying), await gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds"));
        Assert.Equal((201, "completed"), (answer.Status, (string?)answer.Json["status"]));
        return answer.Id;
    }

    internal static Task<string> ReviewerAsync(RunningGateway gateway) =>
        gateway.Ehr.TokenAsync("nurse-kim", "susie-smith", "user/Communication.cruds user/Task.rus gateway/review");

    private static Task<string> ReaderAsync(RunningGateway gateway) => gateway.Ehr.TokenAsync("dr-lee", "susie-smith", "user/Communication.rs");

    private static async Task<Answer> RetractAsync(RunningGateway gateway, string id) =>
        await ReviewFixture.DecideAsync(gateway, id, "retract", await ReviewerAsync(gateway), ReviewFixture.Because("not-for-a-chart"));

    private static Task<List<OutboxEntry>> RowsAsync(RunningGateway gateway, string id) => ReviewFixture.QueryAsync(
        gateway, db => db.Outbox.AsNoTracking().Where(entry => entry.MessageId == id).ToListAsync(TestContext.Current.CancellationToken));

    private static Task<OutboxEntry> RowAsync(RunningGateway gateway, string id, OutboxKind kind, OutboxState state) => ReviewFixture.UntilAsync<OutboxEntry>(
        async () => (await RowsAsync(gateway, id)).FirstOrDefault(entry => entry.Kind == kind && entry.State == state), $"{kind} {state}");

    private static string? Code(JsonNode task) => (string?)task["code"]!["coding"]![0]!["code"];
}
