using System.Text.Json.Nodes;
using Gateway.DeadLetters.Alarms;
using Gateway.Storage;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.DeadLetters;

/// <summary>What could not be delivered is found, understood, mended and sent, or given up, through the front door.</summary>
public sealed class DeadLetterTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>, IAsyncLifetime
{
    private RunningGateway Gateway => fixture.Gateway;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await Gateway.Ehr.FaultAsync("none");

    [Fact]
    public async Task What_the_EHR_will_never_take_is_told_in_plain_words_with_the_EHRs_own_code()
    {
        var (id, letter) = await Gateway.DeadAsync();

        Assert.Equal(
            ("chart-closed", "ehr-4130", "4130", "waiting", "file", $"Communication/{id}", "Patient/susie-smith"),
            ((string?)letter["reason"], (string?)letter["fault"], (string?)letter["ehrCode"], (string?)letter["state"], (string?)letter["kind"],
                (string?)letter["message"], (string?)letter["chart"]));
        Assert.Contains("break the glass", (string?)letter["sentence"], StringComparison.Ordinal);
        Assert.DoesNotContain("knee", letter.ToJsonString(), StringComparison.Ordinal);
        foreach (var (query, found) in new[]
        {
            ("chart=susie-smith&reason=chart-closed", true), ("chart=Patient/johnny-smith", false), ("reason=gave-up", false), ("reason=not-mapped", false),
            ("reason=refused", false), ("fault=ehr-4130", true), ("connection=ehr", true), ("connection=other", false),
            ("before=2000-01-01T00:00:00Z", false), ("since=2000-01-01T00:00:00Z", true), ("state=discarded", false),
        })
        {
            var list = await Gateway.LettersAsync(HttpMethod.Get, $"?message={id}&{query}");
            Assert.True(list.Status == 200, list.Body);
            Assert.Equal((query, found), (query, list.Json["deadLetters"]!.AsArray().Count == 1));
        }

        var read = await Gateway.LettersAsync(HttpMethod.Get, $"/{(long)letter["number"]!}");
        Assert.Equal((200, letter.ToJsonString()), (read.Status, read.Json.ToJsonString()));
    }

    [Fact]
    public async Task The_trail_keeps_what_was_asked_and_nothing_that_was_sent_besides()
    {
        var marks = string.Concat(Enumerable.Repeat("quince", 600));

        var list = await Gateway.LettersAsync(HttpMethod.Get, $"?reason=defect&since=2001-02-03T04:05:06Z&colour={marks}");

        Assert.True(list.Status == 200, list.Body);
        var asked = await ReviewFixture.QueryAsync(Gateway, db => db.Audit.AsNoTracking()
            .Where(entry => entry.Resource == "admin" && entry.Query!.StartsWith("dead-letters?reason=defect")).Select(entry => entry.Query!).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Contains("since=2001-02-03T04", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("quince", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_reaches_the_EHR_once_and_is_on_record()
    {
        var (id, letter) = await Gateway.DeadAsync();

        var replayed = await Gateway.ReplayAsync(letter);

        Assert.True(replayed.Status == 200, replayed.Body);
        Assert.NotNull(replayed.Headers["ETag"]);
        await Gateway.FiledOnceAsync(id);
        var delivered = await Gateway.LetterAtAsync(letter, "delivered");
        Assert.NotNull((string?)delivered["ehrId"]);
        Assert.Equal(409, (await Gateway.ReplayAsync(letter)).Status);
        Assert.Equal(409, (await Gateway.LettersAsync(HttpMethod.Post, $"/{(long)letter["number"]!}/$discard", new JsonObject { ["reason"] = "test" })).Status);
        var trail = await TrailAsync(id, "$replay");
        Assert.Equal((AuditAction.Operation, AuditOutcome.Done, "interface-desk", "susie-smith"), trail.Select(entry => (entry.Action, entry.Outcome, entry.Client, entry.Chart!)).Single());
    }

    [Fact]
    public async Task What_may_still_arrive_is_not_sent_again_however_soon_it_is_replayed()
    {
        var (clock, clockOfEhr) = (new MovedClock(), new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        await using var gateway = await RunningGateway.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(clock), startGateway: false, builder => builder.Services.AddSingleton<TimeProvider>(clockOfEhr));
        foreach (var (key, value) in new[] { ("Ehr:TimeoutSeconds", "1"), ("Delivery:LeaseSeconds", "4"), ("Delivery:MaxAttempts", "1"), ("Delivery:SettleSeconds", "300") })
        {
            gateway.Settings[key] = value;
        }

        await gateway.StartGatewayAsync();
        var (id, letter) = await gateway.DeadAsync("late");
        Assert.Equal("gave-up-timeout", (string?)letter["fault"]);

        Assert.Equal(200, (await gateway.ReplayAsync(letter)).Status);
        var next = await ReviewFixture.QueryAsync(gateway, db => db.Outbox.AsNoTracking().SingleAsync(row => row.MessageId == id, TestContext.Current.CancellationToken));
        Assert.True(next.DueAt > clock.GetUtcNow());
        clockOfEhr.Advance(TimeSpan.FromSeconds(1));
        await gateway.FiledOnceAsync(id);
        clockOfEhr.Advance(TimeSpan.FromMinutes(5));
        clock.Advance(TimeSpan.FromMinutes(5));

        await gateway.LetterAtAsync(letter, "delivered");
        Assert.Single(await gateway.FiledAsync(id));
    }

    [Fact]
    public async Task A_replay_of_what_is_being_replayed_is_a_conflict_and_of_two_at_once_one_is_taken()
    {
        var (id, letter) = await Gateway.DeadAsync("refuse");
        await Gateway.Ehr.FaultAsync("down", "creates");

        var both = await Task.WhenAll(Gateway.ReplayAsync(letter), Gateway.ReplayAsync(letter));
        var third = await Gateway.ReplayAsync(letter);

        Assert.Equal([200, 409], both.Select(answer => answer.Status).Order());
        Assert.Equal(409, third.Status);
        Assert.Contains("being replayed", third.Body, StringComparison.Ordinal);
        Assert.Equal("replaying", (string?)(await Gateway.LettersAsync(HttpMethod.Get, $"/{(long)letter["number"]!}")).Json["state"]);
        Assert.Single((await Gateway.LettersAsync(HttpMethod.Get, $"?message={id}&state=replaying")).Json["deadLetters"]!.AsArray());
        Assert.NotNull(Assert.Single((await Gateway.DeliveriesAsync(HttpMethod.Get, $"?message={id}")).Json["deliveries"]!.AsArray())!["givenUpAt"]);
        await Gateway.Ehr.FaultAsync("none");
        await Gateway.FiledOnceAsync(id);
    }

    [Fact]
    public async Task What_somebody_else_has_changed_meanwhile_is_not_changed_by_who_has_not_seen_it()
    {
        var (_, letter) = await Gateway.DeadAsync();
        var path = $"/{(long)letter["number"]!}";
        var seen = (await Gateway.LettersAsync(HttpMethod.Get, path)).Headers["ETag"];

        Assert.Equal(412, (await Gateway.LettersAsync(HttpMethod.Post, $"{path}/$replay", ifMatch: "W/\"999\"")).Status);
        Assert.Equal(400, (await Gateway.LettersAsync(HttpMethod.Post, $"{path}/$replay", ifMatch: "latest")).Status);
        Assert.Equal(200, (await Gateway.LettersAsync(HttpMethod.Post, $"{path}/$discard", new JsonObject { ["reason"] = "test" }, seen)).Status);
        Assert.Equal(412, (await Gateway.LettersAsync(HttpMethod.Post, $"{path}/$replay", ifMatch: seen)).Status);
    }

    [Fact]
    public async Task A_mapping_that_failed_is_corrected_and_the_words_and_the_stored_message_stay()
    {
        var (id, letter) = await Gateway.DeadAsync("refuse");
        var before = (await Gateway.GetAsync($"Communication/{id}", await SusieAsync())).Body;

        var replayed = await Gateway.ReplayAsync(letter, new JsonObject { ["recipients"] = new JsonArray("Practitioner/dr-lee"), ["category"] = "notification" });

        Assert.True(replayed.Status == 200, replayed.Body);
        Assert.Equal("notification", (string?)replayed.Json["corrections"]!["category"]);
        var filed = await Gateway.FiledOnceAsync(id);
        Assert.Equal("Practitioner/dr-lee", (string?)Assert.Single(filed["recipient"]!.AsArray())!["reference"]);
        Assert.Equal("notification", (string?)filed["category"]![0]!["coding"]![0]!["code"]);
        Assert.Equal(AMessage.AboutSelf, (string?)filed["payload"]![0]!["contentString"]);
        Assert.Equal(before, (await Gateway.GetAsync($"Communication/{id}", await SusieAsync())).Body);
    }

    [Theory]
    [InlineData("""{"patient":"Patient/johnny-smith"}""")]
    [InlineData("""{"recipients":["CareTeam/mark-smith-team"]}""")]
    public async Task No_correction_leads_into_another_chart(string corrections)
    {
        var (id, letter) = await Gateway.DeadAsync("refuse");

        var refused = await Gateway.ReplayAsync(letter, JsonNode.Parse(corrections)!.AsObject());

        Assert.True(refused.Status == 422, refused.Body);
        Assert.Equal("waiting", (string?)(await Gateway.LettersAsync(HttpMethod.Get, $"/{(long)letter["number"]!}")).Json["state"]);
        Assert.Empty(await Gateway.FiledAsync(id));
        Assert.True(await ReviewFixture.QueryAsync(Gateway, db => db.Audit.AnyAsync(
            entry => entry.Resource == $"Communication/{id}" && entry.Outcome == AuditOutcome.Refused && entry.Why == "guard", TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_chart_that_was_merged_meanwhile_is_filed_under_the_one_that_survived()
    {
        var (id, letter) = await Gateway.DeadAsync("merged-patient", "wei-chen");
        Assert.Equal(("patient-merged", "Communication.subject"), ((string?)letter["reason"], (string?)letter["element"]));
        await AsAcceptedBeforeTheMergeAsync(id, "wei-chen", "chen-wei");

        var asItIs = await Gateway.ReplayAsync(letter);
        var toAnother = await Gateway.ReplayAsync(letter, new JsonObject { ["patient"] = "Patient/susie-smith" });
        var toSurvivor = await Gateway.ReplayAsync(letter, new JsonObject { ["patient"] = "Patient/wei-chen" });

        Assert.Equal((422, 422), (asItIs.Status, toAnother.Status));
        Assert.Contains("Patient/wei-chen", asItIs.Body, StringComparison.Ordinal);
        Assert.True(toSurvivor.Status == 200, toSurvivor.Body);
        Assert.Equal("Patient/wei-chen", (string?)(await Gateway.FiledOnceAsync(id))["subject"]!["reference"]);
    }

    [Fact]
    public async Task What_was_taken_back_meanwhile_is_not_replayed()
    {
        var (id, letter) = await Gateway.DeadAsync();
        var reviewer = await Gateway.Ehr.TokenAsync("nurse-kim", "susie-smith", "user/*.cruds gateway/review");
        Assert.Equal(200, (await ReviewFixture.DecideAsync(Gateway, id, "retract", reviewer, ReviewFixture.Because("not-for-a-chart"))).Status);

        Assert.Equal(409, (await Gateway.ReplayAsync(letter)).Status);
        Assert.Empty(await Gateway.FiledAsync(id));
    }

    [Fact]
    public async Task What_is_discarded_says_why_and_goes_nowhere()
    {
        var (id, letter) = await Gateway.DeadAsync();
        var path = $"/{(long)letter["number"]!}";

        Assert.Equal(400, (await Gateway.LettersAsync(HttpMethod.Post, $"{path}/$discard")).Status);
        Assert.Equal(400, (await Gateway.LettersAsync(HttpMethod.Post, $"{path}/$discard", new JsonObject { ["reason"] = "tired of it" })).Status);
        var discarded = await Gateway.LettersAsync(HttpMethod.Post, $"{path}/$discard", new JsonObject { ["reason"] = "filed-by-hand" });

        Assert.Equal((200, "discarded", "filed-by-hand"), (discarded.Status, (string?)discarded.Json["state"], (string?)discarded.Json["discardedFor"]));
        Assert.Equal(409, (await Gateway.ReplayAsync(letter)).Status);
        Assert.Empty((await Gateway.LettersAsync(HttpMethod.Get, $"?message={id}")).Json["deadLetters"]!.AsArray());
        Assert.Single((await Gateway.LettersAsync(HttpMethod.Get, $"?message={id}&state=discarded")).Json["deadLetters"]!.AsArray());
        Assert.Empty(await Gateway.FiledAsync(id));
        var told = Assert.Single(await TrailAsync(id, "$discard"));
        Assert.Equal((AuditAction.Operation, AuditOutcome.Done, "interface-desk", "susie-smith"), (told.Action, told.Outcome, told.Client, told.Chart));
        Assert.Contains("filed-by-hand", told.Reasons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_replayed_by_a_filter_in_the_order_of_their_messages_and_within_a_bound()
    {
        List<(string Id, JsonNode Letter)> dead = [];
        for (var i = 0; i < 3; i++)
        {
            dead.Add(await Gateway.DeadAsync("merged-patient", "mark-smith"));
        }

        var filter = new JsonObject { ["chart"] = "Patient/mark-smith", ["reason"] = "patient-merged" };
        var page = await Gateway.LettersAsync(HttpMethod.Get, "?chart=mark-smith&reason=patient-merged&count=2");
        var first = await Gateway.LettersAsync(HttpMethod.Post, "/$replay", new JsonObject { ["filter"] = filter, ["most"] = 2 });
        var rest = await Gateway.LettersAsync(HttpMethod.Post, "/$replay", new JsonObject { ["filter"] = filter.DeepClone() });

        var numbers = dead.Select(one => (long)one.Letter["number"]!).ToArray();
        Assert.Equal(numbers[1], (long)page.Json["next"]!);
        Assert.Equal(numbers[..2], first.Json["replayed"]!.AsArray().Select(number => (long)number!));
        Assert.True((bool)first.Json["more"]!);
        Assert.Equal(numbers[2..], rest.Json["replayed"]!.AsArray().Select(number => (long)number!));
        List<string> filed = [];
        foreach (var (id, _) in dead)
        {
            filed.Add((string)(await Gateway.FiledOnceAsync(id))["id"]!);
            var told = Assert.Single(await TrailAsync(id, "$replay"));
            Assert.Equal((AuditOutcome.Done, "interface-desk", "mark-smith"), (told.Outcome, told.Client, told.Chart));
        }

        Assert.Equal(filed.Order(StringComparer.Ordinal), filed);
    }

    [Fact]
    public async Task What_is_on_its_way_is_seen_in_counts_and_one_by_one_and_is_tried_before_its_time_but_not_before_it_is_settled()
    {
        await Gateway.Ehr.FaultAsync("down", "creates");
        var ana = await Gateway.Ehr.TokenAsync("ana-diaz", "ana-diaz", "patient/*.cruds");
        var first = await ReviewFixture.SentAsync(Gateway, AMessage.From("ana-diaz", "ana-diaz", AMessage.AboutSelf), ana);
        var second = await ReviewFixture.SentAsync(Gateway, AMessage.From("ana-diaz", "ana-diaz", AMessage.AboutSelf), ana);
        Assert.Equal((201, 201), (first.Status, second.Status));
        var retried = await Gateway.RetriedAsync(first.Id);

        Assert.Equal(
            ("retrying", "failing", "ehr-59500", "59500", "file", "Patient/ana-diaz", "ehr"),
            ((string?)retried["state"], (string?)retried["reason"], (string?)retried["fault"], (string?)retried["ehrCode"], (string?)retried["kind"], (string?)retried["chart"],
                (string?)retried["connection"]));
        foreach (var (query, found) in new[]
        {
            ("chart=Patient/ana-diaz&connection=ehr", 2), ("chart=ana-diaz&state=retrying&fault=ehr-59500&minutes=0", 1), ("chart=ana-diaz&state=behind", 1), ("chart=ana-diaz&state=waiting", 0),
            ("chart=ana-diaz&minutes=60", 0), ("chart=ana-diaz&count=1", 1), ($"chart=ana-diaz&after={(long)retried["number"]!}", 1), ("chart=nobody", 0),
        })
        {
            var list = await Gateway.DeliveriesAsync(HttpMethod.Get, $"?{query}");
            Assert.Equal((query, 200, found), (query, list.Status, list.Json["deliveries"]!.AsArray().Count));
            Assert.DoesNotContain("knee", list.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Diaz", list.Body, StringComparison.Ordinal);
        }

        var behind = Assert.Single((await Gateway.DeliveriesAsync(HttpMethod.Get, $"?message={second.Id}")).Json["deliveries"]!.AsArray())!;
        Assert.Equal(("behind", (long)retried["number"]!), ((string?)behind["state"], (long)behind["behind"]!));
        var summary = await Gateway.DeliveriesAsync(HttpMethod.Get, "/$summary");
        var connection = Assert.Single(summary.Json["connections"]!.AsArray())!;
        Assert.Equal(("ehr", true, false), ((string?)connection["connection"], (bool?)connection["isServed"], (bool?)connection["isPaused"]));
        Assert.True((int)connection["retrying"]! >= 1 && (int)connection["behind"]! >= 1 && connection["oldestSince"] is not null, summary.Body);
        Assert.Contains("ehr-59500", connection["faults"]!.AsArray().Select(fault => (string?)fault!["fault"]));

        var path = $"/{(long)retried["number"]!}";
        var read = await Gateway.DeliveriesAsync(HttpMethod.Get, path);
        Assert.Equal((200, retried.ToJsonString()), (read.Status, read.Json.ToJsonString()));
        Assert.Equal(409, (await Gateway.DeliveriesAsync(HttpMethod.Post, $"/{(long)behind["number"]!}/$try")).Status);
        Assert.Equal(412, (await Gateway.DeliveriesAsync(HttpMethod.Post, $"{path}/$try", "W/\"999\"")).Status);
        Assert.Equal(404, (await Gateway.DeliveriesAsync(HttpMethod.Post, "/987654/$try")).Status);
        var now = TimeProvider.System.GetUtcNow();
        var tried = await Gateway.DeliveriesAsync(HttpMethod.Post, $"{path}/$try", read.Headers["ETag"]);
        Assert.True(tried.Status == 200, tried.Body);
        Assert.InRange((DateTimeOffset)tried.Json["dueAt"]!, now.AddSeconds(30), now.AddMinutes(5));
        Assert.NotEqual(read.Headers["ETag"], tried.Headers["ETag"]);
        var told = Assert.Single(await TrailAsync(first.Id, "$try"));
        Assert.Equal((AuditAction.Operation, AuditOutcome.Done, "interface-desk", "ana-diaz"), (told.Action, told.Outcome, told.Client, told.Chart));
        Assert.True(await ReviewFixture.QueryAsync(Gateway, db => db.Audit.AnyAsync(
            entry => entry.Resource == "admin" && entry.Chart == "ana-diaz" && entry.Query == "deliveries?chart=ana-diaz&minutes=60", TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("?state=lost")]
    [InlineData("?minutes=-1")]
    [InlineData("?minutes=soon")]
    [InlineData("?count=0")]
    [InlineData("?after=-1")]
    [InlineData("?chart=Practitioner/dr-lee")]
    [InlineData("?message=a b")]
    public async Task What_cannot_be_understood_of_a_question_for_deliveries_is_answered_with_the_place(string query)
    {
        var answer = await Gateway.DeliveriesAsync(HttpMethod.Get, query);

        Assert.True(answer.Status == 400, answer.Body);
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
    }

    [Theory]
    [InlineData("GET", "?reason=bad-luck")]
    [InlineData("GET", "?since=yesterday")]
    [InlineData("GET", "?before=2026-11-30T08:00:00")]
    [InlineData("GET", "?count=0")]
    [InlineData("GET", "?count=201")]
    [InlineData("GET", "?after=-1")]
    [InlineData("GET", "?state=lost")]
    [InlineData("GET", "?chart=Practitioner/dr-lee")]
    [InlineData("POST", "/$replay")]
    [InlineData("POST", "/$replay", """{"filter":{},"most":5}""")]
    [InlineData("POST", "/$replay", """{"filter":{"chart":"susie-smith"},"most":201}""")]
    [InlineData("POST", "/$replay", """{"filter":{"colour":"blue"}}""")]
    [InlineData("POST", "/1/$replay", """{"text":"other words"}""")]
    [InlineData("POST", "/1/$replay", """{"corrections":{"payload":"other words"}}""")]
    public async Task What_cannot_be_understood_is_answered_with_the_place(string method, string path, string? body = null)
    {
        var answer = await Gateway.LettersAsync(new HttpMethod(method), path, body is null ? null : JsonNode.Parse(body));

        Assert.True(answer.Status == 400, answer.Body);
        Assert.Equal("OperationOutcome", (string?)answer.Json["resourceType"]);
    }

    [Theory]
    [InlineData("gateway/operate")]
    [InlineData("system/*.cruds gateway/review gateway/audit gateway/export")]
    [InlineData("user/*.cruds")]
    public async Task No_other_duty_opens_the_list(string scope)
    {
        Assert.Equal(403, (await Gateway.LettersAsync(HttpMethod.Get, scope: scope)).Status);
        Assert.Equal(403, (await Gateway.LettersAsync(HttpMethod.Post, "/1/$replay", scope: scope)).Status);
        Assert.Equal(403, (await Gateway.LettersAsync(HttpMethod.Post, "/1/$discard", scope: scope)).Status);
        Assert.Equal(403, (await Gateway.LettersAsync(HttpMethod.Post, "/$replay", scope: scope)).Status);
        Assert.Equal(403, (await Gateway.DeliveriesAsync(HttpMethod.Get, scope: scope)).Status);
        Assert.Equal(403, (await Gateway.DeliveriesAsync(HttpMethod.Get, "/$summary", scope: scope)).Status);
        Assert.Equal(403, (await Gateway.DeliveriesAsync(HttpMethod.Get, "/1", scope: scope)).Status);
        Assert.Equal(403, (await Gateway.DeliveriesAsync(HttpMethod.Post, "/1/$try", scope: scope)).Status);
    }

    [Fact]
    public async Task What_never_was_a_dead_letter_is_not_there()
    {
        Assert.Equal(404, (await Gateway.LettersAsync(HttpMethod.Get, "/987654")).Status);
        Assert.Equal(404, (await Gateway.LettersAsync(HttpMethod.Post, "/987654/$replay")).Status);
    }

    [Fact]
    public async Task Of_an_emergency_that_could_not_be_filed_the_reviewers_are_told_at_once_and_once()
    {
        var (id, letter) = await Gateway.DeadAsync("chart-closed", saying: "I have crushing chest pain that goes into my left arm.");
        var alarms = Gateway.Services.GetRequiredService<DeadLetterAlarms>();
        await alarms.LookAsync(TestContext.Current.CancellationToken);
        await alarms.LookAsync(TestContext.Current.CancellationToken);

        Assert.NotNull((string?)(await Gateway.LettersAsync(HttpMethod.Get, $"/{(long)letter["number"]!}")).Json["alarmedAt"]);
        var reviewer = await Gateway.Ehr.TokenAsync("nurse-kim", scope: "user/Task.rs gateway/review");
        var found = await Gateway.GetAsync("Task?code=attend-dead-letters", reviewer);
        var task = Assert.Single(found.Json["entry"]!.AsArray())!["resource"]!;
        Assert.Equal(("requested", "stat"), ((string?)task["status"], (string?)task["priority"]));
        Assert.DoesNotContain(id, task.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("susie", task.ToJsonString(), StringComparison.Ordinal);
        Assert.False((await Gateway.GetAsync("Task?code=attend-dead-letters", await SusieAsync())).Json.AsObject().ContainsKey("entry"));
    }

    private Task<string> SusieAsync() => Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");

    // The simulated EHR merges nobody while it runs; so the gateway's own record is put back to what it was before the merge.
    private Task<int> AsAcceptedBeforeTheMergeAsync(string id, string survivor, string merged) => ReviewFixture.QueryAsync(Gateway, async db =>
    {
        var (from, to) = ($"Patient/{survivor}", $"Patient/{merged}");
        await db.Database.ExecuteSqlAsync($"UPDATE Outbox SET Chart = {merged} WHERE MessageId = {id}", TestContext.Current.CancellationToken);
        return await db.Database.ExecuteSqlAsync(
            $"UPDATE Resources SET Chart = {merged}, Content = CAST(replace(CAST(Content AS TEXT), {from}, {to}) AS BLOB) WHERE ResourceId = {id}",
            TestContext.Current.CancellationToken);
    });

    private Task<List<AuditEntry>> TrailAsync(string message, string operation) => ReviewFixture.QueryAsync(Gateway, db => db.Audit.AsNoTracking()
        .Where(entry => entry.Resource == $"Communication/{message}" && entry.Query != null && entry.Query.EndsWith("/" + operation))
        .ToListAsync(TestContext.Current.CancellationToken));
}
