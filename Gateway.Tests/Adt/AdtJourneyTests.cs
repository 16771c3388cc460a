using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Gateway.Delivery;
using Gateway.Storage;
using Gateway.Tests.DeadLetters;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Adt;

/// <summary>What the feed tells of patients is seen at once, and moves what waits for a merged chart only where the EHR says the same.</summary>
[Collection(AdtFixture.Collection)]
public sealed class AdtJourneyTests(AdtFixture fixture) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGateway Gateway => fixture.Gateway;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await Gateway.Ehr.FaultAsync("none");

    [Theory]
    [InlineData("A08")]
    [InlineData("A31")]
    public async Task A_patient_that_the_EHR_does_not_have_is_taken_note_of(string trigger) =>
        Assert.Equal("AA", await fixture.SendAsync(trigger, $"PID|1||nobody^^^{AdtFixture.Authority}||Quince^Quentin"));

    [Theory]
    [InlineData("A08")]
    [InlineData("A31")]
    public async Task Whose_right_to_write_has_ended_is_seen_as_soon_as_the_feed_tells_of_the_patient(string trigger)
    {
        var number = await fixture.NumberOfAsync("johnny-smith");
        fixture.Rights.HaveEnded = false;
        Assert.Equal("AA", await fixture.SendAsync(trigger, $"PID|1||{number}^^^{AdtFixture.Authority}"));
        var before = await SusieAboutJohnnyAsync();
        fixture.Rights.HaveEnded = true;
        var kept = await SusieAboutJohnnyAsync();
        Assert.Equal((201, 201), (before.Status, kept.Status));

        Assert.Equal("AA", await fixture.SendAsync(trigger, $"PID|1||{number}^^^{AdtFixture.Authority}"));

        Assert.Equal(403, (await SusieAboutJohnnyAsync()).Status);
        // A fault that another test has for one create must not meet these.
        await Gateway.FiledOnceAsync(before.Id);
        await Gateway.FiledOnceAsync(kept.Id);
    }

    [Fact]
    public async Task What_waits_for_a_merged_chart_goes_to_the_one_that_survived_once_and_is_on_record()
    {
        var id = await WaitingAsync("wei-chen", "chen-wei");

        Assert.Equal(["AA", "AA"], await Task.WhenAll(fixture.MergeAsync("wei-chen", "chen-wei"), fixture.MergeAsync("wei-chen", "chen-wei")));
        var row = await RowAsync(id);
        Assert.Equal("AA", await fixture.MergeAsync("wei-chen", "chen-wei"));
        Assert.Equal("""{"patient":"Patient/wei-chen"}""", row.Corrections);
        Assert.Equal("chen-wei", row.Chart);

        await Gateway.Ehr.FaultAsync("none");
        Assert.Equal("Patient/wei-chen", (string?)(await Gateway.FiledOnceAsync(id))["subject"]!["reference"]);
        var told = Assert.Single(await TrailAsync(id, "$follow-merge"));
        Assert.Equal(("adt", AuditOutcome.Done, "chen-wei"), (told.Client, told.Outcome, told.Chart));
        Assert.Contains("Patient/wei-chen", told.Reasons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_EHR_gave_back_because_of_the_merge_is_sent_again_by_itself()
    {
        var (id, letter) = await Gateway.DeadAsync("merged-patient", "wei-chen");
        await AsAcceptedBeforeTheMergeAsync(id, "wei-chen", "chen-wei");

        Assert.Equal("AA", await fixture.MergeAsync("wei-chen", "chen-wei"));

        Assert.Equal("Patient/wei-chen", (string?)(await Gateway.FiledOnceAsync(id))["subject"]!["reference"]);
        await Gateway.LetterAtAsync(letter, "delivered");
    }

    [Fact]
    public async Task A_merge_that_the_EHR_does_not_know_moves_nothing_and_is_for_a_person()
    {
        var id = await WaitingAsync("mark-smith");

        Assert.Equal("AA", await fixture.MergeAsync("susie-smith", "mark-smith"));
        var letter = await Gateway.LetterOfAsync(id);
        await Gateway.Ehr.FaultAsync("none");

        Assert.Equal(("merge-unconfirmed", "Patient/mark-smith", null), ((string?)letter["reason"], (string?)letter["chart"], letter["corrections"]));
        Assert.Contains("ADT feed", (string?)letter["sentence"], StringComparison.Ordinal);
        Assert.Empty(await TrailAsync(id, "$follow-merge"));
        Assert.Equal(422, (await Gateway.ReplayAsync(letter, new JsonObject { ["patient"] = "Patient/susie-smith" })).Status);
        Assert.Empty(await Gateway.FiledAsync(id));
        Assert.Equal(200, (await Gateway.ReplayAsync(letter)).Status);
        Assert.Equal("Patient/mark-smith", (string?)(await Gateway.FiledOnceAsync(id))["subject"]!["reference"]);
    }

    [Fact]
    public async Task What_a_merge_stops_while_it_is_being_sent_is_not_sent_beside_that()
    {
        await Gateway.Ehr.FaultAsync("slow", "creates", count: 1, ms: 3000);
        var sent = await ReviewFixture.SentAsync(
            Gateway, AMessage.From("robert-smith-sr", "robert-smith-sr"), await Gateway.Ehr.TokenAsync("robert-smith-sr", "robert-smith-sr", "patient/*.cruds"));
        var claimed = await ReviewFixture.UntilAsync(async () => await RowAsync(sent.Id) is { Fault: Claim.InHand } row ? row : null, "a send in hand");

        Assert.Equal("AA", await fixture.MergeAsync("susie-smith", "robert-smith-sr"));
        Assert.Equal(200, (await Gateway.ReplayAsync(await Gateway.LetterOfAsync(sent.Id))).Status);

        var replayed = await RowAsync(sent.Id);
        Assert.Equal((OutboxState.Pending, claimed.DueAt), (replayed.State, replayed.DueAt));
        await Gateway.FiledOnceAsync(sent.Id);
    }

    [Fact]
    public async Task What_a_merge_stops_is_counted_among_the_dead_letters()
    {
        var meters = Gateway.Services.GetRequiredService<IMeterFactory>();
        ConcurrentQueue<string> counted = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "gateway.delivery.dead_lettered")
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Enqueue($"{value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.Start();
        var id = await WaitingAsync("mark-smith");

        Assert.Equal("AA", await fixture.MergeAsync("susie-smith", "mark-smith"));
        Assert.Equal("AA", await fixture.MergeAsync("susie-smith", "mark-smith"));

        Assert.Equal(["1 ehr merge-unconfirmed"], counted.Where(one => one.EndsWith("merge-unconfirmed", StringComparison.Ordinal)));
        await Gateway.Ehr.FaultAsync("none");
        Assert.Equal(200, (await Gateway.ReplayAsync(await Gateway.LetterOfAsync(id))).Status);
        await Gateway.FiledOnceAsync(id);
    }

    [Fact]
    public async Task A_feed_that_names_another_survivor_than_the_EHR_leads_into_no_third_chart()
    {
        var id = await WaitingAsync("wei-chen", "chen-wei");

        Assert.Equal("AA", await fixture.MergeAsync("robert-smith-sr", "chen-wei"));
        var letter = await Gateway.LetterOfAsync(id);
        await Gateway.Ehr.FaultAsync("none");

        Assert.Equal("merge-unconfirmed", (string?)letter["reason"]);
        Assert.Empty(await Gateway.FiledAsync(id));

        // Told rightly after all, it goes on by itself.
        Assert.Equal("AA", await fixture.MergeAsync("wei-chen", "chen-wei"));
        Assert.Equal("Patient/wei-chen", (string?)(await Gateway.FiledOnceAsync(id))["subject"]!["reference"]);
    }

    [Fact]
    public async Task While_the_EHR_cannot_say_the_feed_keeps_its_message_and_nothing_is_changed()
    {
        var id = await WaitingAsync("wei-chen", "chen-wei");
        var (survivor, merged) = (await fixture.NumberOfAsync("wei-chen"), await fixture.NumberOfAsync("chen-wei"));
        string[] segments = [$"PID|1||{survivor}^^^{AdtFixture.Authority}", $"MRG|{merged}^^^{AdtFixture.Authority}"];
        await Gateway.Ehr.FaultAsync("error500");

        Assert.Equal("AE 207", await fixture.SendAsync("A40", segments));
        Assert.Equal("AE 207", await fixture.SendAsync("A08", segments[0]));
        Assert.Equal((OutboxState.Pending, null), await RowAsync(id) is { } row ? (row.State, row.Corrections) : default);

        await Gateway.Ehr.FaultAsync("none");
        await ReviewFixture.UntilAsync(async () => await fixture.SendAsync("A40", segments) == "AA" ? "taken" : null, "the EHR");
        Assert.Equal("Patient/wei-chen", (string?)(await Gateway.FiledOnceAsync(id))["subject"]!["reference"]);
    }

    [Fact]
    public async Task Nothing_that_the_feed_says_reaches_the_log()
    {
        var number = await fixture.NumberOfAsync("wei-chen");

        await fixture.MergeAsync("wei-chen", "chen-wei");
        await fixture.SendAsync("A99", "PID|1||quincequince^^^MRN||Quince^Quentin");

        Assert.DoesNotContain(Gateway.Log.Lines, line => line.Contains("quince", StringComparison.OrdinalIgnoreCase) || line.Contains(number, StringComparison.Ordinal));
    }

    private async Task<Answer> SusieAboutJohnnyAsync() => await ReviewFixture.SentAsync(
        Gateway, AMessage.From("susie-smith", "johnny-smith", "Johnny needs a refill of his allergy tablets, please."), await Gateway.Ehr.TokenAsync("susie-smith", "johnny-smith", "patient/*.cruds"));

    /// <summary>A message that was accepted for a chart and waits, as the EHR takes none; if it was merged away, from before that.</summary>
    private async Task<string> WaitingAsync(string chart, string? merged = null)
    {
        await Gateway.Ehr.FaultAsync("down", "creates");
        var sent = await ReviewFixture.SentAsync(Gateway, AMessage.From(chart, chart), await Gateway.Ehr.TokenAsync(chart, chart, "patient/*.cruds"));
        Assert.True(sent.Status == 201, sent.Body);
        if (merged is not null)
        {
            await AsAcceptedBeforeTheMergeAsync(sent.Id, chart, merged);
        }

        return sent.Id;
    }

    // Not while a send is in hand, which the revision tells; and whoever has read the row before must read it again.
    private Task<int> AsAcceptedBeforeTheMergeAsync(string id, string survivor, string merged) => ReviewFixture.QueryAsync(Gateway, async db =>
    {
        var (from, to) = ($"Patient/{survivor}", $"Patient/{merged}");
        await ReviewFixture.UntilAsync(
            async () => await db.Database.ExecuteSqlAsync(
                $"UPDATE Outbox SET Chart = {merged}, Revision = Revision + 2 WHERE MessageId = {id} AND Revision % 2 = 0", Cancellation) == 1 ? "moved" : null,
            "a moment between two sends");
        return await db.Database.ExecuteSqlAsync(
            $"UPDATE Resources SET Chart = {merged}, Content = CAST(replace(CAST(Content AS TEXT), {from}, {to}) AS BLOB) WHERE ResourceId = {id}", Cancellation);
    });

    private Task<OutboxEntry> RowAsync(string id) => ReviewFixture.QueryAsync(Gateway, db => db.Outbox.AsNoTracking().SingleAsync(row => row.MessageId == id, Cancellation));

    private Task<List<AuditEntry>> TrailAsync(string id, string operation) => ReviewFixture.QueryAsync(Gateway, db => db.Audit.AsNoTracking()
        .Where(entry => entry.Resource == $"Communication/{id}" && entry.Query != null && entry.Query.EndsWith(operation)).ToListAsync(Cancellation));
}
