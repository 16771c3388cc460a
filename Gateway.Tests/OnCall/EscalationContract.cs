using System.Diagnostics.Metrics;
using Gateway.OnCall;
using Gateway.OnCall.Channels;
using Gateway.Policies;
using Gateway.References;
using Gateway.Rest;
using Gateway.Rotas;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Policies;
using Gateway.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.OnCall;

/// <summary>Alerts and their steps, on every database and in time that a test moves.</summary>
public abstract class EscalationContract : StorageContract
{
    private static readonly GatewayPolicy Policy = PolicyDocument.Default();

    private readonly FakeTimeProvider clock = new(Rows.Noon);
    private readonly SearchIndex index = new([]);
    private readonly IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private readonly Told told = new();

    private protected EscalationContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task Of_several_gateways_that_look_at_once_one_takes_each_step_and_tells_it_once()
    {
        for (var i = 0; i < 10; i++)
        {
            await RaiseAsync($"message-{i}");
        }

        await using var other = Database.Provider == StorageProvider.Sqlite ? null : await StoreUnderTest.StartAsync(Database);
        for (var minute = 0; minute < 4; minute++)
        {
            await Task.WhenAll(LookAsync(Store), LookAsync(other ?? Store), LookAsync(Store), LookAsync(other ?? Store));
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        await LookAsync(Store);

        // At 0, 5, 10, 15 and 20 minutes; the second of the chain from 15 on.
        Assert.Equal(10 * 5, await StepsAsync());
        Assert.Equal(10 * (5 + 2), told.Keys.Count);
        Assert.Equal(told.Keys.Count, told.Keys.Distinct().Count());
        Assert.Equal(10 * (1 + 5), await Store.CountAsync(db => db.Resources) + await Store.CountAsync(db => db.History));
    }

    [Fact]
    public async Task After_an_outage_there_is_one_step_and_not_all_that_were_missed()
    {
        await RaiseAsync("message");
        await LookAsync(Store);
        clock.Advance(TimeSpan.FromHours(8));

        await LookAsync(Store);
        await LookAsync(Store);

        Assert.Equal(2, await StepsAsync());
    }

    [Fact]
    public async Task Who_is_acknowledged_for_is_not_told_any_more()
    {
        told.Fault = "503";
        var alert = await RaiseAsync("message");
        await LookAsync(Store);
        await using (var db = Store.Read())
        {
            var open = await db.Alerts.AsNoTracking().SingleAsync(Cancellation);
            var row = (await ResourceQueries.CurrentAsync(db, new ResourceKey("Task", alert), Cancellation))!;
            await AcknowledgementsOf(Store).EndAsync(open, row, new ResourceKey("Practitioner", "dr-lee"), Acknowledgement.Taken, Cancellation);
        }

        told.Fault = null;
        clock.Advance(TimeSpan.FromHours(1));
        await LookAsync(Store);

        Assert.Empty(told.Keys);
        await using var after = Store.Read();
        Assert.Equal([NoticeState.Withdrawn], await after.Notices.Select(notice => notice.State).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_send_that_failed_is_repeated_until_a_later_step_tells_the_same()
    {
        told.Fault = "unreachable";
        await RaiseAsync("message");
        await LookAsync(Store);
        clock.Advance(TimeSpan.FromSeconds(3));
        await LookAsync(Store);
        clock.Advance(TimeSpan.FromMinutes(5));
        await LookAsync(Store);
        told.Fault = null;
        clock.Advance(TimeSpan.FromSeconds(3));

        await LookAsync(Store);

        await using var db = Store.Read();
        var notices = await db.Notices.AsNoTracking().OrderBy(notice => notice.Step).ToListAsync(Cancellation);
        Assert.Equal([(NoticeState.Overtaken, 2), (NoticeState.Sent, 2)], notices.Select(notice => (notice.State, notice.Attempts)));
        Assert.EndsWith(".2.CareTeam.pool-on-call", Assert.Single(told.Keys), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_send_whose_end_nobody_saw_is_repeated_under_the_same_key()
    {
        await RaiseAsync("message");
        await LookAsync(Store);
        await using (var db = Store.Read())
        {
            // As it stands when the process dies between the send and what came of it.
            var notice = await db.Notices.AsNoTracking().SingleAsync(Cancellation);
            await Store.CommitAsync(changes => changes.Change(notice, row => (row.State, row.DueAt) = (NoticeState.Pending, clock.GetUtcNow().AddSeconds(30))));
        }

        clock.Advance(TimeSpan.FromSeconds(29));
        await LookAsync(Store);
        Assert.Single(told.Keys);
        clock.Advance(TimeSpan.FromSeconds(2));

        await LookAsync(Store);

        Assert.Equal(2, told.Keys.Count);
        Assert.Single(told.Keys.Distinct());
    }

    private async Task<string> RaiseAsync(string message)
    {
        var alert = await new Alerts(Store.Databases, new SequenceBlocks(Store.Queue, Store.Databases), index, clock).ForKeptAsync(new MessageId(message), Policy, Cancellation);
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(alert.Stage));
        return alert.Alert.AlertId;
    }

    private async Task LookAsync(StoreUnderTest store)
    {
        var policies = InForce.Of(Policy, clock);
        var (metrics, channels) = (new OnCallMetrics(meters, clock), new OnCallChannels([told]));
        await new Escalations(
            store.Databases, store.Queue, index, AcknowledgementsOf(store), channels, policies, metrics, clock, NullLogger<Escalations>.Instance).LookAsync(Cancellation);
        await new Notices(
            store.Databases, store.Queue, channels, policies, new PublicBase(new Uri("https://gateway.test/fhir")), metrics, Options.Create(new OnCallOptions()), clock,
            NullLogger<Notices>.Instance).LookAsync(Cancellation);
    }

    private Acknowledgements AcknowledgementsOf(StoreUnderTest store) =>
        new(store.Databases, store.Queue, index, new OnCallMetrics(meters, clock), clock, NullLogger<Acknowledgements>.Instance);

    private async Task<int> StepsAsync()
    {
        await using var db = Store.Read();
        return await db.Alerts.SumAsync(alert => alert.Step, Cancellation);
    }

    /// <summary>A channel that remembers what it told, or fails.</summary>
    private sealed class Told : IOnCallChannel
    {
        private readonly Lock adding = new();
        private readonly List<string> keys = [];

        public string Name => "told";

        public string? Fault { get; set; }

        public IReadOnlyList<string> Keys
        {
            get
            {
                lock (adding)
                {
                    return [.. keys];
                }
            }
        }

        public bool Reaches(ResourceKey who, OnCallRules rules) => true;

        public Task<string?> SendAsync(Page page, OnCallRules rules, CancellationToken cancellationToken)
        {
            if (Fault is null)
            {
                lock (adding)
                {
                    keys.Add(page.Key);
                }
            }

            return Task.FromResult(Fault);
        }
    }
}
