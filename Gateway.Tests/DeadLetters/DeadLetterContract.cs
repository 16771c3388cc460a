using System.Diagnostics.Metrics;
using System.Text;
using Gateway.DeadLetters;
using Gateway.DeadLetters.Alarms;
using Gateway.Deliveries;
using Gateway.Delivery;
using Gateway.Policies;
using Gateway.References;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Policies;
using Gateway.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.DeadLetters;

/// <summary>Finding dead letters and the alarms about them, on every database.</summary>
public abstract class DeadLetterContract : StorageContract
{
    private readonly FakeTimeProvider clock = new(Rows.Noon);
    private readonly DeadLetterOptions options = new();
    private long sequence = 100;

    private protected DeadLetterContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task Each_reason_finds_its_own_in_the_order_of_acceptance_page_by_page()
    {
        string[] faults = ["ehr-4130", "gave-up-503", "map-sender", "422", "notice-ehr-4131", "content-missing", "ehr-4107", "gave-up-ehr-4130", "ehr-59102"];
        foreach (var fault in faults)
        {
            await GiveUpAsync(fault, fault);
        }

        var letters = new DeadLetterReader(Store.Databases);
        foreach (var (name, reason) in FaultReasons.Names)
        {
            var (found, more) = await letters.PageAsync(new DeadLetterQuestion { Reason = name }, 0, 10, Cancellation);
            Assert.Equal(faults.Where(fault => FaultReasons.Of(fault) == reason), found.Select(letter => letter.Fault!));
            Assert.False(more);
        }

        var (first, isMore) = await letters.PageAsync(new DeadLetterQuestion { Since = Rows.Noon, Before = Rows.Noon.AddSeconds(1), Chart = "susie-smith" }, 0, 4, Cancellation);
        var (rest, _) = await letters.PageAsync(new DeadLetterQuestion { Connection = "ehr" }, first[^1].Sequence, 10, Cancellation);
        Assert.True(isMore);
        Assert.Equal(faults, first.Concat(rest).Select(letter => letter.Fault!));
        Assert.Empty((await letters.PageAsync(new DeadLetterQuestion { Before = Rows.Noon }, 0, 10, Cancellation)).Found);
    }

    [Fact]
    public async Task Of_a_merged_chart_is_found_what_waits_and_what_came_back_because_of_the_merge()
    {
        foreach (var fault in (string[])["ehr-4107", "ehr-4130", "patient-merged", "gave-up-503", "merge-unconfirmed", "ehr-59102"])
        {
            await GiveUpAsync(fault, fault);
        }

        var letters = new DeadLetterReader(Store.Databases);
        var chart = new PatientId((await letters.PageAsync(new DeadLetterQuestion { Connection = "ehr" }, 0, 1, Cancellation)).Found[0].Chart);

        Assert.Equal(["ehr-4107", "patient-merged", "merge-unconfirmed"], (await letters.OfMergedAsync("ehr", chart, Cancellation)).Select(letter => letter.Fault));
        Assert.Empty(await letters.OfMergedAsync("other", chart, Cancellation));
        Assert.Empty(await letters.OfMergedAsync("ehr", new PatientId("nobody"), Cancellation));
    }

    [Fact]
    public async Task What_is_on_its_way_is_counted_and_found_by_where_it_stands_and_for_how_long()
    {
        var (later, before) = (Rows.Noon.AddMinutes(10), Rows.Noon.AddSeconds(-1));
        await LeaveAsync("retried", "a", "timeout", later, 2, hours: 3);
        await LeaveAsync("behind", "a", null, Rows.Noon);
        await LeaveAsync("sent", "b", Claim.InHand, later, 1);
        await LeaveAsync("new", "c", null, Rows.Noon);
        await LeaveAsync("left", "d", Claim.InHand, before, 1);
        await LeaveAsync("elsewhere", "a", null, Rows.Noon, connection: "other");
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(changes => changes.Add(Rows.Outgoing("dead", "a", state: OutboxState.DeadLetter))));
        var reader = new DeliveryReader(Store.Databases, clock);

        var (all, more) = await reader.PageAsync(new DeliveryQuestion(), 0, 10, Cancellation);
        Assert.Equal(["retried", "behind", "sent", "new", "left", "elsewhere"], all.Select(one => one.Entry.MessageId));
        Assert.False(more);
        Assert.Equal(Rows.Noon.AddHours(-3), all[0].Since);
        Assert.Equal(all[0].Entry.Sequence, all[1].First);
        foreach (var (name, state) in DeliveryStates.Names)
        {
            var (found, _) = await reader.PageAsync(new DeliveryQuestion { State = name }, 0, 10, Cancellation);
            Assert.Equal(all.Where(one => DeliveryStates.Of(one, Rows.Noon) == state).Select(one => one.Entry.MessageId), found.Select(one => one.Entry.MessageId));
            Assert.NotEmpty(found);
        }

        Assert.Equal(["retried"], (await reader.PageAsync(new DeliveryQuestion { Minutes = 60 }, 0, 10, Cancellation)).Found.Select(one => one.Entry.MessageId));
        Assert.Equal(["retried"], (await reader.PageAsync(new DeliveryQuestion { Fault = "timeout", Chart = "a" }, 0, 10, Cancellation)).Found.Select(one => one.Entry.MessageId));
        var (page, isMore) = await reader.PageAsync(new DeliveryQuestion { Connection = "ehr" }, all[0].Entry.Sequence, 2, Cancellation);
        Assert.Equal((true, "behind sent"), (isMore, string.Join(' ', page.Select(one => one.Entry.MessageId))));
        Assert.Null(await reader.FindAsync(all[^1].Entry.Sequence + 1, Cancellation));

        Assert.Equal(
            [
                "ehr  waiting 1 in hand 0 retrying 0 behind 1, behind",
                "ehr in-hand waiting 0 in hand 1 retrying 1 behind 0, sent",
                "ehr timeout waiting 0 in hand 0 retrying 1 behind 0, retried",
                "other  waiting 1 in hand 0 retrying 0 behind 0, elsewhere",
            ],
            (await reader.CountAsync(Cancellation))
                .Select(count => $"{count.Connection} {count.Fault} waiting {count.Waiting} in hand {count.InHand} retrying {count.Retrying} behind {count.Behind}, {count.Oldest.Entry.MessageId}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_several_gateways_that_look_at_once_one_alarms_about_each_letter()
    {
        await GiveUpAsync("first", "ehr-4130");
        await GiveUpAsync("urgent", "ehr-4130", "urgent");
        Assert.Equal(0, await Alarms(Store).LookAsync(Cancellation));
        clock.Advance(TimeSpan.FromMinutes(options.SameDayMinutes));
        Assert.Equal(1, await Alarms(Store).LookAsync(Cancellation));
        clock.Advance(TimeSpan.FromMinutes(options.RoutineMinutes));
        await using var other = Database.Provider == StorageProvider.Sqlite ? null : await StoreUnderTest.StartAsync(Database);

        var looks = await Task.WhenAll(Alarms(Store).LookAsync(Cancellation), Alarms(other ?? Store).LookAsync(Cancellation));

        Assert.Equal(1, looks.Sum());
        Assert.Equal(0, await Alarms(Store).LookAsync(Cancellation));
        Assert.Equal(2, await Store.CountAsync(db => db.Resources.Where(resource => resource.ResourceType == "Task" && resource.Quarantined && resource.Chart == null)));
    }

    [Fact]
    public async Task When_there_are_many_none_waits_for_its_time()
    {
        options.Many = 3;
        await GiveUpAsync("m1", "gave-up-503");
        await GiveUpAsync("m2", "gave-up-503");
        Assert.Equal(0, await Alarms(Store).LookAsync(Cancellation));

        await GiveUpAsync("m3", "gave-up-503");

        Assert.Equal(3, await Alarms(Store).LookAsync(Cancellation));
    }

    private DeadLetterAlarms Alarms(StoreUnderTest store) => new(
        store.Databases,
        store.Queue,
        new SequenceBlocks(store.Queue, store.Databases),
        new SearchIndex([]),
        InForce.Of(PolicyDocument.Default(), clock),
        new DeadLetterMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), clock),
        Options.Create(options),
        clock,
        NullLogger<DeadLetterAlarms>.Instance);

    /// <summary>Something that is on its way; its message was accepted so many hours ago, and changed since.</summary>
    private async Task LeaveAsync(string id, string chart, string? fault, DateTimeOffset dueAt, int attempts = 0, int hours = 0, string connection = "ehr")
    {
        var message = Rows.Message(id);
        message.LastUpdated = Rows.Noon.AddHours(-hours);
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(changes => changes.Add(message)));
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(changes =>
        {
            changes.Add(SupersededVersion.Of(message));
            changes.Change(message, row => row.LastUpdated = Rows.Noon);
            changes.Add(new OutboxEntry { Connection = connection, Chart = chart, MessageId = id, DueAt = dueAt, Fault = fault, Attempts = attempts });
        }));
    }

    private async Task GiveUpAsync(string id, string fault, string priority = "routine")
    {
        var letter = Rows.Outgoing(id, state: OutboxState.DeadLetter);
        (letter.Fault, letter.GivenUpAt) = (fault, clock.GetUtcNow());
        var written = await Store.Queue.CommitAsync(
            changes =>
            {
                changes.Add(new StoredResource
                {
                    Sequence = ++sequence,
                    ResourceType = "Communication",
                    ResourceId = id,
                    Version = 1,
                    LastUpdated = clock.GetUtcNow(),
                    Occurred = clock.GetUtcNow(),
                    Chart = letter.Chart,
                    Client = "portal",
                    Content = Encoding.UTF8.GetBytes($$"""{"resourceType":"Communication","priority":"{{priority}}"}"""),
                });
                changes.Add(letter);
            },
            Cancellation);
        Assert.IsType<CommitResult.Committed>(written);
    }
}
