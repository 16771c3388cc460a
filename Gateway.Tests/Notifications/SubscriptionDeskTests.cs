using Gateway.Access;
using Gateway.Notifications;
using Gateway.References;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Gateway.Topics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Notifications;

/// <summary>An operator has a subscription that failed called again: who is on record, and what the operator is told.</summary>
public sealed class SubscriptionDeskTests() : StorageContract(StorageProvider.Sqlite)
{
    private static readonly SubscriptionOperator Ode =
        new(new Caller("operations", null, new ResourceKey("Practitioner", "admin-ode"), [], false), new AuditOrigin("the-request", "10.1.2.3"));

    [Fact]
    public async Task Who_asked_is_on_record_with_the_request()
    {
        await StoredSubscriptions.AddAsync(Store, "s1", status: TopicStatus.Error);

        var asked = Assert.IsType<RetryOutcome.Asked>(await Desk().RetryAsync("s1", Ode, Cancellation));

        Assert.Equal(("s1", "requested", null), (asked.Subscription.Id, asked.Subscription.Status, asked.Subscription.LastEventAt));
        await using var db = Store.Read();
        var told = await db.Audit.SingleAsync(entry => entry.Resource == "Subscription/s1", Cancellation);
        Assert.Equal(("Practitioner/admin-ode", "the-request", "10.1.2.3", 2), (told.Person, told.RequestId, told.Address, told.Version));
    }

    [Fact]
    public async Task Which_is_behind_a_thousand_others_is_told_all_the_same()
    {
        var at = Rows.Noon;
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => StoredSubscriptions.AddAsync(Store, $"a{number}", status: TopicStatus.Error)));
        await StoredSubscriptions.AddAsync(Store, "z", status: TopicStatus.Error);
        await Store.CommitAsync(changes => changes.Add(new TopicEvent { SubscriptionId = "z", Number = 0, At = at, Focus = "Communication/m1" }));

        var asked = Assert.IsType<RetryOutcome.Asked>(await Desk().RetryAsync("z", Ode, Cancellation));

        Assert.Equal(("z", "requested", at), (asked.Subscription.Id, asked.Subscription.Status, asked.Subscription.LastEventAt!.Value));
    }

    [Fact]
    public async Task While_the_store_is_away_that_is_said()
    {
        await StoredSubscriptions.AddAsync(Store, "s1", status: TopicStatus.Error);
        await Store.StopAsync();

        var answer = SubscriptionDeskEndpoints.Answer(await Desk().RetryAsync("s1", Ode, Cancellation));

        Assert.Equal(503, Assert.IsType<Refused>(answer).Status);
    }

    private SubscriptionDesk Desk()
    {
        var index = new SearchIndex([]);
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        return new SubscriptionDesk(
            Store.Databases,
            new SubscriptionsReader(Store.Databases, index, Options.Create(new TopicsOptions())),
            new StatusChanges(
                Store.Databases, Store.Queue, index, new TopicMetrics(meters, Store.Databases, TimeProvider.System), TimeProvider.System, NullLogger<StatusChanges>.Instance),
            TimeProvider.System);
    }
}
