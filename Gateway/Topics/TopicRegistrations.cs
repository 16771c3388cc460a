using Gateway.Access;
using Gateway.Audit;
using Gateway.Resources;
using Gateway.Search;
using Gateway.SignIn.Clients;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using static Hl7.Fhir.Model.OperationOutcome;
using SubscriptionStatus = Hl7.Fhir.Model.Subscription.SubscriptionStatus;

namespace Gateway.Topics;

/// <summary>
/// Takes in what somebody wishes a Subscription to be. With each request for it the gateway keeps what the token allowed, and what it is worth is
/// asked anew whenever something is sent (ADR 0048).
/// </summary>
internal sealed class TopicRegistrations(
    IDbContextFactory<GatewayDb> databases, SearchIndex index, ClientRegistry registry, IOptions<TopicsOptions> options, TimeProvider clock)
{
    /// <param name="id">The id of the Subscription.</param>
    /// <param name="subscription">What it is to be; an end is put in where there is none.</param>
    /// <param name="reader">Who wishes it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Registration> RegisterAsync(string id, Subscription subscription, Reader reader, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.TopicSubscriptions.AsNoTracking().FirstOrDefaultAsync(row => row.SubscriptionId == id, cancellationToken);
        return subscription.Status == SubscriptionStatus.Requested
            ? await RequestAsync(db, id, subscription, known, reader, cancellationToken)
            : Keep(subscription, known);
    }

    /// <summary>Names the rows that end with a Subscription.</summary>
    public async ValueTask<Action<Changes>> EndAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.TopicSubscriptions.AsNoTracking().FirstOrDefaultAsync(row => row.SubscriptionId == id && row.Status != TopicStatus.Off, cancellationToken);
        var now = clock.GetUtcNow();
        return changes =>
        {
            if (known is not null)
            {
                changes.Change(known, row => (row.Status, row.ChangedAt) = (TopicStatus.Off, now));
            }
        };
    }

    // A change that asks for nothing anew: it ends, or something is noted.
    private Registration Keep(Subscription subscription, TopicSubscription? known)
    {
        if (known is null)
        {
            return new Registration.Accepted((_, _) => { });
        }

        var now = clock.GetUtcNow();
        var end = subscription.EndElement is { } instant ? instant.Value : known.EndsAt;
        return end > known.EndsAt && subscription.Status != SubscriptionStatus.Off
            ? Refused(new Issue(IssueType.BusinessRule, "A later end is a new request: set the status to requested with it.", "Subscription.end"))
            : new Registration.Accepted((changes, version) => changes.Change(known, row => (row.Version, row.EndsAt, row.Status, row.ChangedAt) =
                (version, end ?? row.EndsAt, TopicStatuses.Of(subscription.Status!.Value), now)));
    }

    private async ValueTask<Registration> RequestAsync(
        GatewayDb db, string id, Subscription subscription, TopicSubscription? known, Reader reader, CancellationToken cancellationToken)
    {
        var (terms, issues) = SubscriptionTermsReader.Read(subscription, index, options.Value);
        if (terms is null)
        {
            return new Registration.Refused(false, issues);
        }

        var (caller, now) = (reader.Caller, clock.GetUtcNow());
        if (SubscriberPolicy.Objection(terms.Topic, reader, known) is { } objection)
        {
            return new Registration.Refused(true, [objection]);
        }

        var latest = now + TimeSpan.FromDays(options.Value.MostDays);
        if (subscription.End is { } asked && (asked <= now || asked > latest))
        {
            return Refused(new Issue(
                IssueType.BusinessRule, $"A subscription ends within {options.Value.MostDays} days; it is then asked for anew, with a token that is valid then.", "Subscription.end"));
        }

        var (client, person) = (AuditEntries.ClientOf(caller.Client), caller.Person?.ToString());
        if (known is not { Status: not TopicStatus.Off }
            && await db.TopicSubscriptions.CountAsync(row => row.Client == client && row.Person == person && row.Status != TopicStatus.Off, cancellationToken) >= options.Value.MostPerSubscriber)
        {
            return Refused(new Issue(IssueType.TooCostly, $"There are {options.Value.MostPerSubscriber} subscriptions at most: end one that you do not need."));
        }

        subscription.End ??= new DateTimeOffset(latest.UtcTicks - (latest.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var isRegistered = (await registry.CurrentAsync(cancellationToken)).Find(caller.Client) is not null;
        var delivery = known is null ? null : await db.TopicDeliveries.AsNoTracking().FirstOrDefaultAsync(row => row.SubscriptionId == id, cancellationToken);
        return new Registration.Accepted((changes, version) =>
        {
            if (known is null || delivery is null)
            {
                var added = new TopicSubscription
                {
                    SubscriptionId = id,
                    Version = version,
                    Topic = terms.Topic.Code,
                    Client = client,
                    Scopes = string.Empty,
                    StartedAt = now,
                    EndsAt = latest,
                    ChangedAt = now,
                };
                Grant(added);
                changes.Add(added);
                changes.Add(new TopicDelivery { SubscriptionId = id, DueAt = now });
                return;
            }

            var isNew = known.Status == TopicStatus.Off;
            changes.Change(known, row =>
            {
                (row.Version, row.Topic, row.Status, row.ChangedAt) = (version, terms.Topic.Code, TopicStatus.Requested, now);
                row.StartedAt = isNew ? now : row.StartedAt;
                Grant(row);
            });

            // What a failed subscription missed is sent when its endpoint listens again; what there was before an ended one is not.
            changes.Change(delivery, row => (row.Delivered, row.Attempts, row.FailingSince, row.Fault, row.DueAt) =
                (isNew ? known.LastNumber : row.Delivered, 0, null, null, now));
        });

        void Grant(TopicSubscription row)
        {
            (row.Client, row.Person, row.IsRegistered) = (client, person, isRegistered);
            row.LaunchChart = reader.LaunchChart;
            row.ActsFor = SubscriberPolicy.ActsFor(reader);
            row.Scopes = string.Join(' ', [.. caller.Scopes.Select(scope => scope.ToString()), .. caller.IsReviewer ? [Caller.ReviewerScope] : Array.Empty<string>()]);
            row.EndsAt = subscription.End!.Value;
        }
    }

    private static Registration.Refused Refused(Issue issue) => new(false, [issue]);
}
