using System.Text;
using System.Text.Json.Nodes;
using Gateway.References;
using Gateway.Replies;
using Gateway.Storage;
using Gateway.Tests.Inbox;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Gateway.Tests.Topics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Replies;

/// <summary>A clinician writes in the EHR itself, and what the patient gets to see of it here.</summary>
public sealed class ReplyJourneyTests(ReplyFixture fixture) : IClassFixture<ReplyFixture>
{
    private const string Answer = "Please come in on Monday at ten.";

    private readonly RunningGateway gateway = fixture.Gateway;
    private readonly InboxDesk desk = fixture.Desk;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_in_the_EHR_reaches_the_patients_thread_and_completes_the_task()
    {
        var asked = await fixture.AskedAsync();
        var hers = gateway.TokenOf("user/*.cruds", "Patient/susie-smith");
        var subscribed = await gateway.SendAsync(
            HttpMethod.Post, "Subscription", hers, ASubscription.To("message-received", fixture.Hook.At("susie"), $"thread=Communication/{asked.Message}").ToJsonString());
        Assert.True(subscribed.Status == 201, subscribed.Body);
        await fixture.Hook.UntilAsync("susie", calls => calls.Any(call => call.Kind == "handshake"));

        var reply = await gateway.Ehr.ReplyAsync(("answers", asked.EhrId), ("text", Answer));

        var taken = await fixture.TakenAsync(reply);
        Assert.Equal([$"Communication/{taken.ResourceId}"], (await fixture.Hook.EventsAsync("susie", 1)).SelectMany(call => call.Focuses));
        var seen = await gateway.GetAsync($"Communication/{taken.ResourceId}", await desk.SusieAsync());
        Assert.Equal((200, Answer, "completed"), (seen.Status, (string?)seen.Json["payload"]![0]!["contentString"], (string?)seen.Json["status"]));
        Assert.Equal($"Communication/{asked.Message}", (string?)seen.Json["inResponseTo"]![0]!["reference"]);
        Assert.Equal((string?)reply["sent"], (string?)seen.Json["sent"]);
        Assert.NotNull(seen.Json["received"]);
        Assert.Contains(seen.Json["identifier"]!.AsArray(), identifier => (string?)identifier!["system"] == MessageId.EhrSystem && (string?)identifier["value"] == (string?)reply["id"]);
        Assert.StartsWith($"{gateway.Ehr.FhirBase}/Communication/{reply["id"]}", (string?)seen.Json["meta"]!["source"], StringComparison.Ordinal);

        var task = await desk.TaskOfAsync(asked.Message);
        Assert.Equal(("completed", "answered", "Practitioner/dr-lee"), ((string?)task["status"], InboxDesk.StandsAt(task), (string?)task["owner"]!["reference"]));
        var state = await gateway.GetAsync($"Communication/{asked.Message}/$status", await desk.SusieAsync());
        Assert.Contains("\"answered\"", state.Body, StringComparison.Ordinal);
        Assert.Contains($"Communication/{taken.ResourceId}", state.Body, StringComparison.Ordinal);

        var origin = await gateway.GetAsync($"Provenance?target=Communication/{taken.ResourceId}", await desk.SusieAsync());
        var provenance = Assert.Single(origin.Json["entry"]!.AsArray())!["resource"]!;
        Assert.Equal("Practitioner/dr-lee", (string?)provenance["agent"]![0]!["who"]!["reference"]);
        Assert.Equal("ehr-ehr", (string?)provenance["agent"]![1]!["who"]!["identifier"]!["value"]);
        Assert.StartsWith($"{gateway.Ehr.FhirBase}/Communication/{reply["id"]}", (string?)provenance["entity"]![0]!["what"]!["reference"], StringComparison.Ordinal);
        Assert.False(await fixture.QueryAsync(db => db.Outbox.AnyAsync(entry => entry.MessageId == taken.ResourceId, Cancellation)));
        Assert.Empty(await gateway.FiledAsync(taken.ResourceId));
    }

    [Fact]
    public async Task What_the_EHR_corrects_is_a_new_version_and_what_it_takes_back_is_sealed()
    {
        var asked = await fixture.AskedAsync();
        var reply = await gateway.Ehr.ReplyAsync(("answers", asked.EhrId), ("text", Answer));
        var taken = await fixture.TakenAsync(reply);

        await gateway.Ehr.CorrectReplyAsync((string)reply["id"]!, ("text", "Please come in on Tuesday at nine."));
        await fixture.TakenAsync(reply, version: 2);
        var corrected = await gateway.GetAsync($"Communication/{taken.ResourceId}", await desk.SusieAsync());
        await gateway.Ehr.CorrectReplyAsync((string)reply["id"]!, ("status", "entered-in-error"));
        await fixture.TakenAsync(reply, version: 3);
        var ended = await gateway.GetAsync($"Communication/{taken.ResourceId}", await desk.SusieAsync());
        var history = await gateway.GetAsync($"Communication/{taken.ResourceId}/_history", await desk.SusieAsync());

        Assert.Equal("Please come in on Tuesday at nine.", (string?)corrected.Json["payload"]![0]!["contentString"]);
        Assert.Equal($"Communication/{asked.Message}", (string?)corrected.Json["inResponseTo"]![0]!["reference"]);
        Assert.Equal((200, "entered-in-error"), (ended.Status, (string?)ended.Json["status"]));
        Assert.Equal(3, history.Json["entry"]!.AsArray().Count);
        Assert.DoesNotContain("Monday", history.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Tuesday", history.Body, StringComparison.Ordinal);
        Assert.False(await fixture.QueryAsync(db => db.Outbox.AnyAsync(entry => entry.MessageId == taken.ResourceId, Cancellation)));
    }

    [Fact]
    public async Task A_reply_about_the_son_in_the_mothers_thread_is_held_and_she_sees_nothing_of_it()
    {
        var asked = await fixture.AskedAsync();

        var reply = await gateway.Ehr.ReplyAsync(("answers", asked.EhrId), ("patient", "johnny-smith"), ("text", "The throat swab has streptococci in it."));

        var held = await fixture.TakenAsync(reply);
        Assert.True(held.Quarantined);
        Assert.Equal(404, (await gateway.GetAsync($"Communication/{held.ResourceId}", await desk.SusieAsync())).Status);
        var son = await gateway.Ehr.TokenAsync("susie-smith", "johnny-smith", "patient/*.cruds");
        Assert.Equal(404, (await gateway.GetAsync($"Communication/{held.ResourceId}", son)).Status);
        Assert.DoesNotContain("streptococci", (await gateway.GetAsync("Communication?_count=100", await desk.SusieAsync())).Body, StringComparison.Ordinal);
        Assert.Equal("requested", (string?)(await desk.TaskOfAsync(asked.Message))["status"]);
        var review = await ReviewTaskAsync(held.ResourceId);
        Assert.Equal("about-someone-else", (string?)review["reasonCode"]!["coding"]![0]!["code"]);
        Assert.Contains("reference-other-chart", review.ToJsonString(), StringComparison.Ordinal);
        var look = await gateway.GetAsync($"Task/{review["id"]}/$review", await ReviewerAsync());
        Assert.Equal(200, look.Status);
        Assert.Contains("streptococci", look.Body, StringComparison.Ordinal);
        Assert.Equal(422, (await ReviewFixture.DecideAsync(gateway, held.ResourceId, "release", await ReviewerAsync(), ReviewFixture.Because("others-only-mentioned"))).Status);
        Assert.Equal(200, (await ReviewFixture.DecideAsync(gateway, held.ResourceId, "reject", await ReviewerAsync(), ReviewFixture.Because("about-another-patient"))).Status);
    }

    [Fact]
    public async Task What_a_reviewer_releases_is_in_the_thread_and_goes_back_to_nobody()
    {
        var asked = await fixture.AskedAsync();
        var reply = await gateway.Ehr.ReplyAsync(("answers", asked.EhrId), ("text", ReviewFixture.AboutMark));
        var held = await fixture.TakenAsync(reply);
        Assert.True(held.Quarantined);
        Assert.Equal("requested", (string?)(await desk.TaskOfAsync(asked.Message))["status"]);

        var released = await ReviewFixture.DecideAsync(gateway, held.ResourceId, "release", await ReviewerAsync(), ReviewFixture.Because("others-only-mentioned"));

        Assert.Equal(200, released.Status);
        var seen = await gateway.GetAsync($"Communication/{held.ResourceId}", await desk.SusieAsync());
        Assert.Equal((200, "completed"), (seen.Status, (string?)seen.Json["status"]));
        var task = await desk.TaskOfAsync(asked.Message);
        Assert.Equal(("completed", "Practitioner/dr-lee"), ((string?)task["status"], (string?)task["owner"]!["reference"]));
        Assert.Empty((await gateway.GetAsync($"Task?focus=Communication/{held.ResourceId}&code=answer-message", gateway.TokenOf("system/*.rs"))).Json["entry"]?.AsArray() ?? []);
        Assert.False(await fixture.QueryAsync(db => db.Outbox.AnyAsync(entry => entry.MessageId == held.ResourceId, Cancellation)));
    }

    [Fact]
    public async Task A_correction_that_does_not_pass_is_held_until_a_reviewer_has_looked()
    {
        var asked = await fixture.AskedAsync();
        var reply = await gateway.Ehr.ReplyAsync(("answers", asked.EhrId), ("text", Answer));
        await fixture.TakenAsync(reply);

        await gateway.Ehr.CorrectReplyAsync((string)reply["id"]!, ("text", ReviewFixture.AboutMark));

        var held = await fixture.TakenAsync(reply, version: 2);
        Assert.Equal(404, (await gateway.GetAsync($"Communication/{held.ResourceId}", await desk.SusieAsync())).Status);
        Assert.DoesNotContain("green stuff", (await gateway.GetAsync($"Communication/{held.ResourceId}/_history", await desk.SusieAsync())).Body, StringComparison.Ordinal);
        Assert.Equal("about-someone-else", (string?)(await ReviewTaskAsync(held.ResourceId))["reasonCode"]!["coding"]![0]!["code"]);
        Assert.Equal(200, (await ReviewFixture.DecideAsync(gateway, held.ResourceId, "release", await ReviewerAsync(), ReviewFixture.Because("others-only-mentioned"))).Status);
        Assert.Contains("green stuff", (await gateway.GetAsync($"Communication/{held.ResourceId}", await desk.SusieAsync())).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_in_a_chart_that_was_merged_away_is_in_the_chart_that_survived()
    {
        var said = Said("to-who-was-merged", "Patient/chen-wei");

        var result = await TakeAsync(said);

        Assert.IsType<ReplyResult.Filed>(result);
        var taken = await fixture.TakenAsync(said);
        Assert.Equal("wei-chen", taken.Chart);
        var patient = await gateway.Ehr.TokenAsync("wei-chen", "wei-chen", "patient/*.cruds");
        Assert.Equal("Patient/wei-chen", (string?)(await gateway.GetAsync($"Communication/{taken.ResourceId}", patient)).Json["subject"]!["reference"]);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_told_once_to_operators_and_keeps_nothing_behind_it_waiting()
    {
        var said = Said("without-sender", "Patient/susie-smith").With("inResponseTo", new JsonArray(AMessage.Ref($"Communication/{(await fixture.AskedAsync()).EhrId}")));
        said.Remove("sender");

        Assert.Equal("against-profile", Assert.IsType<ReplyResult.Refused>(await TakeAsync(said)).Why);
        Assert.IsType<ReplyResult.Known>(await TakeAsync(said));

        var source = $"{gateway.Ehr.FhirBase}/Communication/without-sender";
        Assert.Equal(1, await fixture.QueryAsync(db => db.Audit.CountAsync(row => row.Outcome == AuditOutcome.Refused && row.Related == source, Cancellation)));
    }

    [Fact]
    public async Task What_a_reviewer_takes_back_the_EHR_is_told_to_take_back_too()
    {
        var asked = await fixture.AskedAsync();
        var reply = await gateway.Ehr.ReplyAsync(("answers", asked.EhrId), ("text", Answer));
        var taken = await fixture.TakenAsync(reply);

        var retracted = await ReviewFixture.DecideAsync(gateway, taken.ResourceId, "retract", await ReviewerAsync(), ReviewFixture.Because("about-another-patient"));

        Assert.Equal(200, retracted.Status);
        var token = await gateway.Ehr.TokenAsync("system");
        await ReviewFixture.UntilAsync<string>(
            async () => (await gateway.Ehr.GetAsync($"Communication/{reply["id"]}", token, Cancellation)).GetProperty("status").GetString() is "entered-in-error" and var ended ? ended : null,
            "the end of the reply in the EHR");
    }

    [Fact]
    public async Task A_clinician_may_begin_a_conversation_and_what_staff_write_to_each_other_stays_theirs()
    {
        var internalNote = await gateway.Ehr.ReplyAsync(("patient", "susie-smith"), ("to", "Practitioner/nurse-kim"), ("text", "Susie seems worried. Please call her."));
        var begun = await gateway.Ehr.ReplyAsync(("patient", "susie-smith"), ("to", "Patient/susie-smith"), ("text", "Your flu vaccine is here."));

        var taken = await fixture.TakenAsync(begun);

        Assert.Equal(200, (await gateway.GetAsync($"Communication/{taken.ResourceId}", await desk.SusieAsync())).Status);
        var id = (string)internalNote["id"]!;
        Assert.False(await fixture.QueryAsync(db => db.EhrReplies.AnyAsync(known => known.EhrId == id, Cancellation)));
        Assert.DoesNotContain("worried", (await gateway.GetAsync("Communication?_count=100", gateway.TokenOf("system/*.rs"))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_EHR_is_away_nothing_is_taken_for_read_and_afterwards_all_of_it_arrives()
    {
        var asked = await fixture.AskedAsync();
        var before = await CursorAsync();
        await gateway.Ehr.FaultAsync("down");
        var reply = await gateway.Ehr.ReplyAsync(("answers", asked.EhrId), ("text", Answer));
        await ReviewFixture.UntilAsync<ReplyCursor>(async () => await CursorAsync() is { Failures: > 0 } failing ? failing : null, "a look that fails");
        var during = await CursorAsync();
        await gateway.Ehr.FaultAsync("malformed", "reads", count: 1);

        await fixture.TakenAsync(reply);

        Assert.True(during.Position >= before.Position && during.Position <= (DateTimeOffset)reply["meta"]!["lastUpdated"]!);
        await ReviewFixture.UntilAsync<ReplyCursor>(async () => await CursorAsync() is { Failures: 0, Fault: null, ReadAt: not null } well ? well : null, "a look that does not");
        Assert.Contains(gateway.Log.Lines, line => line.Contains("could not be read", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains(Answer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://elsewhere.example/fhir/Communication?page=2", "next-elsewhere")]
    [InlineData("self", "page-loop")]
    public async Task Pages_that_lead_elsewhere_or_nowhere_are_not_followed_and_nothing_is_taken_for_read(string next, string fault)
    {
        await gateway.Ehr.ReplyAsync(("patient", "ana-diaz"), ("to", "Practitioner/nurse-kim"), ("text", "So that there is a page."));
        fixture.Between.Change = bundle => bundle["link"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["relation"] = "next",
            ["url"] = next == "self" ? (string?)bundle["link"]![0]!["url"] : next,
        });
        await ReviewFixture.UntilAsync<ReplyCursor>(async () => await CursorAsync() is var cursor && cursor.Fault == fault ? cursor : null, fault);
        var stuck = await CursorAsync();
        var reply = await gateway.Ehr.ReplyAsync(("patient", "ana-diaz"), ("to", "Patient/ana-diaz"), ("text", "Your vaccine is here."));
        fixture.Between.Change = null;

        await fixture.TakenAsync(reply);

        Assert.True(stuck.Position <= (DateTimeOffset)reply["meta"]!["lastUpdated"]!);
        Assert.Empty(fixture.Between.Elsewhere);
    }

    [Fact]
    public async Task An_answer_by_way_of_what_staff_wrote_to_each_other_is_in_the_thread_too()
    {
        var asked = await fixture.AskedAsync();
        var forwarded = await gateway.Ehr.ReplyAsync(("answers", asked.EhrId), ("to", "Practitioner/nurse-kim"), ("text", "Can you tell her to come in?"));
        var reply = await gateway.Ehr.ReplyAsync(
            ("answers", (string)forwarded["id"]!), ("from", "Practitioner/nurse-kim"), ("to", "Patient/susie-smith"), ("text", Answer));

        var taken = await fixture.TakenAsync(reply);

        Assert.False(taken.Quarantined);
        var seen = await gateway.GetAsync($"Communication/{taken.ResourceId}", await desk.SusieAsync());
        Assert.Equal([$"Communication/{asked.Message}"], seen.Json["inResponseTo"]!.AsArray().Select(reference => (string?)reference!["reference"]));
        Assert.Equal("completed", (string?)(await desk.TaskOfAsync(asked.Message))["status"]);
    }

    [Fact]
    public async Task Of_many_who_read_the_same_reply_at_once_one_files_it()
    {
        var asked = await fixture.AskedAsync();
        var said = Said("read-by-many", "Patient/susie-smith").With("inResponseTo", new JsonArray(AMessage.Ref($"Communication/{asked.EhrId}")));

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TakeAsync(said))));

        Assert.Single(results.OfType<ReplyResult.Filed>());
        Assert.Equal(7, results.OfType<ReplyResult.Known>().Count());
        Assert.Equal(1, await fixture.QueryAsync(db => db.Audit.CountAsync(
            row => row.Action == AuditAction.Create && row.Related == $"{gateway.Ehr.FhirBase}/Communication/read-by-many", Cancellation)));
    }

    private static JsonObject Said(string ehrId, string patient) => AMessage.From("Practitioner/dr-lee", patient["Patient/".Length..], Answer)
        .With("id", ehrId)
        .With("recipient", new JsonArray(AMessage.Ref(patient)));

    /// <summary>Deals with a message as if it had just been read, and nothing were known of it.</summary>
    private async Task<ReplyResult> TakeAsync(JsonNode said)
    {
        var (ehrId, reader) = ((string)said["id"]!, gateway.Services.GetRequiredService<ReplyReader>());
        var known = await reader.KnownAsync([ehrId], Cancellation);
        return await gateway.Services.GetRequiredService<ReplyIntake>()
            .TakeAsync(new EhrEntry(ehrId, null, null, IsOurs: false, Encoding.UTF8.GetBytes(said.ToJsonString())), known, Cancellation);
    }

    private Task<string> ReviewerAsync() =>
        gateway.Ehr.TokenAsync("nurse-kim", "susie-smith", "user/Communication.cruds user/Task.rus user/Provenance.rs gateway/review");

    private async Task<JsonNode> ReviewTaskAsync(string message)
    {
        var page = await gateway.GetAsync($"Task?focus=Communication/{message}&code=review-message", await ReviewerAsync());
        return Assert.Single(page.Json["entry"]!.AsArray())!["resource"]!;
    }

    private Task<ReplyCursor> CursorAsync() => ReviewFixture.UntilAsync(
        () => fixture.QueryAsync(db => db.ReplyCursors.AsNoTracking().FirstOrDefaultAsync(Cancellation)), "the first look");
}
