using Gateway.Interactions;
using Gateway.Notifications;
using Gateway.Resources;
using Gateway.Search;
using Gateway.SignIn;
using Gateway.SignIn.Clients;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Gateway.Topics;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Notifications;

/// <summary>Events and their numbers, on every database and by several gateways at once.</summary>
public abstract class NumberingContract : StorageContract
{
    private readonly SearchIndex index = new([]);

    private protected NumberingContract(StorageProvider provider)
        : base(provider)
    {
    }

    [Fact]
    public async Task Of_several_gateways_that_write_and_look_at_once_each_event_gets_one_number_and_no_number_is_left_out()
    {
        await SubscribeAsync("s1", "patient=Patient/susie");
        await SubscribeAsync("s2", "patient=Patient/mark");
        await using var other = Database.Provider == StorageProvider.Sqlite ? null : await StoreUnderTest.StartAsync(Database);
        StoreUnderTest[] stores = [Store, other ?? Store];
        var lookers = stores.Select(NumberingOf).ToArray();
        for (var round = 0; round < 6; round++)
        {
            await Task.WhenAll(
            [
                .. Enumerable.Range(0, 20).Select(i => FileAsync(stores[i % 2], $"m-{round}-{i}", i % 4 == 3 ? "mark" : "susie")),
                .. lookers.Select(looker => looker.LookAsync(Cancellation)),
                .. lookers.Select(looker => looker.LookAsync(Cancellation)),
            ]);
        }

        await ReadToTheEndAsync(lookers);

        await AssertNumberedAsync("s1", 6 * 15);
        await AssertNumberedAsync("s2", 6 * 5);
    }

    [Fact]
    public async Task What_was_before_a_subscription_is_none_of_its_events_and_nothing_is_read_twice()
    {
        await FileAsync(Store, "before", "susie");
        await SubscribeAsync("s1");
        await FileAsync(Store, "first", "susie");
        await ReadToTheEndAsync(NumberingOf(Store));
        await ReadToTheEndAsync(NumberingOf(Store));
        await FileAsync(Store, "second", "susie");

        // As another process does, which knows no more than the store.
        await ReadToTheEndAsync(NumberingOf(Store));

        await using var db = Store.Read();
        Assert.Equal(
            [(1, "Communication/first"), (2, "Communication/second")],
            (await NotificationQueries.Events(db, "s1", 0, 10, 10).ToListAsync(Cancellation)).Select(topicEvent => ((int)topicEvent.Number, topicEvent.Focus)));
    }

    [Fact]
    public async Task Who_fails_keeps_its_events_and_who_is_off_has_none()
    {
        await SubscribeAsync("failed", status: TopicStatus.Error);
        await SubscribeAsync("off", status: TopicStatus.Off);

        await FileAsync(Store, "m1", "susie");
        await ReadToTheEndAsync(NumberingOf(Store));

        await using var db = Store.Read();
        Assert.Equal(["failed"], await db.TopicEvents.Select(topicEvent => topicEvent.SubscriptionId).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Without_a_subscription_nothing_is_read_or_written()
    {
        await SubscribeAsync("off", status: TopicStatus.Off);
        await FileAsync(Store, "m1", "susie");
        var commits = Store.Commits;

        await ReadToTheEndAsync(NumberingOf(Store));

        Assert.Equal(commits, Store.Commits);
        Assert.Equal(0, await Store.CountAsync(db => db.TopicCursors));
    }

    [Fact]
    public async Task A_subscriber_with_no_right_to_what_happened_gets_no_number_for_it()
    {
        await SubscribeAsync("s1", scopes: "system/Task.rs");

        await FileAsync(Store, "m1", "susie");
        await ReadToTheEndAsync(NumberingOf(Store));

        Assert.Equal(0, await Store.CountAsync(db => db.TopicEvents));
    }

    [Fact]
    public async Task A_client_that_was_disabled_or_lost_the_scope_is_told_nothing_more()
    {
        await RegisterAsync("reads", "system/Communication.rs", disabled: false);
        await RegisterAsync("disabled", "system/Communication.rs", disabled: true);
        await RegisterAsync("narrowed", "system/Task.rs", disabled: false);
        foreach (var client in (string[])["reads", "disabled", "narrowed", "forgotten"])
        {
            await SubscribeAsync($"of-{client}", client: client);
        }

        await FileAsync(Store, "m1", "susie");
        await ReadToTheEndAsync(NumberingOf(Store));

        await using var db = Store.Read();
        Assert.Equal(["of-reads"], await db.TopicEvents.Select(topicEvent => topicEvent.SubscriptionId).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Events_that_were_sent_are_removed_when_they_are_old_and_others_are_kept()
    {
        var clock = new FakeTimeProvider(Rows.Noon.AddDays(40));
        await SubscribeAsync("s1", delivered: 2);
        await SubscribeAsync("off", status: TopicStatus.Off);
        await Store.CommitAsync(changes =>
        {
            foreach (var (subscription, number, days) in new[] { ("s1", 1, 0), ("s1", 2, 39), ("s1", 3, 0), ("off", 1, 0) })
            {
                changes.Add(new TopicEvent { SubscriptionId = subscription, Number = number, At = Rows.Noon.AddDays(days), Focus = "Communication/m1" });
            }
        });

        Assert.Equal(2, await new EventRetention(Store.Databases, Store.Queue, Options.Create(new TopicsOptions()), clock).RemoveAsync(Cancellation));

        await using var db = Store.Read();
        Assert.Equal([2L, 3L], await db.TopicEvents.OrderBy(topicEvent => topicEvent.Number).Select(topicEvent => topicEvent.Number).ToListAsync(Cancellation));
    }

    private static async Task ReadToTheEndAsync(params EventNumbering[] lookers)
    {
        foreach (var looker in lookers)
        {
            while (!await looker.LookAsync(Cancellation))
            {
            }
        }
    }

    private async Task AssertNumberedAsync(string subscription, int count)
    {
        await using var db = Store.Read();
        var events = await NotificationQueries.Events(db, subscription, 0, long.MaxValue, 1000).ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, count), events.Select(topicEvent => (int)topicEvent.Number));
        Assert.Equal(count, events.Select(topicEvent => topicEvent.Focus).Distinct().Count());
        Assert.Equal(count, (await db.TopicSubscriptions.SingleAsync(row => row.SubscriptionId == subscription, Cancellation)).LastNumber);
    }

    private Task SubscribeAsync(
        string id, string? filter = null, TopicStatus status = TopicStatus.Active, string scopes = "system/*.rs", long delivered = 0, string? client = null) =>
        StoredSubscriptions.AddAsync(Store, id, filter, status, scopes, delivered, client);

    private static async Task FileAsync(StoreUnderTest store, string id, string patient)
    {
        var row = Rows.Message(id);
        row.Chart = patient;
        row.Content = FhirJson.Serialize(new Communication { Id = id, Status = EventStatus.Completed, Subject = new ResourceReference($"Patient/{patient}") });
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(changes =>
        {
            changes.Add(row);
            changes.Add(new AuditEntry { Action = AuditAction.Create, Client = "portal", Resource = $"Communication/{id}", Version = 1, Chart = patient });
        }));
    }

    private async Task RegisterAsync(string id, string scopes, bool disabled) => Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(changes => changes.Add(
        new RegisteredClient
        {
            ClientId = id,
            Name = id,
            Scopes = scopes,
            JwksUri = "https://client.example/jwks",
            Origins = string.Empty,
            Disabled = disabled,
            CreatedAt = Rows.Noon,
            ChangedAt = Rows.Noon,
        })));

    private EventNumbering NumberingOf(StoreUnderTest store)
    {
        var options = Options.Create(new TopicsOptions());

        // For a system nobody is asked whose charts are open.
        var registry = new ClientRegistry(store.Databases, Options.Create(new SignInOptions()), TimeProvider.System);
        var subscribers = new Subscribers(new Readers(null!, null!, null!), registry);
        return new EventNumbering(
            store.Databases, store.Queue, new SubscriptionsReader(store.Databases, index, options), subscribers, new FocusReader(new ScopeJudge(index)), index,
            TimeProvider.System, NullLogger<EventNumbering>.Instance);
    }
}
