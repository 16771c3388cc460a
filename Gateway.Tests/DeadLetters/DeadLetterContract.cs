using System.Diagnostics.Metrics;
using System.Text;
using Gateway.DeadLetters;
using Gateway.DeadLetters.Alarms;
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
