using Gateway.Policies;
using Gateway.References;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;

namespace Gateway.OnCall;

/// <summary>Makes the alert of an emergency, for whoever stores the emergency to store with it.</summary>
internal sealed class Alerts(IDbContextFactory<GatewayDb> databases, SequenceBlocks sequences, SearchIndex index, TimeProvider clock)
{
    /// <summary>An emergency that is kept, in the chart or held.</summary>
    public ValueTask<NewAlert> ForKeptAsync(MessageId message, GatewayPolicy policy, CancellationToken cancellationToken) =>
        MadeAsync(message, null, null, policy, cancellationToken);

    /// <summary>
    /// An emergency that is given back: somebody must call its sender. Whoever tries again while nobody has acknowledged the first alert raises no
    /// second one.
    /// </summary>
    /// <param name="requester">Who wrote it.</param>
    /// <param name="reason">Why it is given back, as a code.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<NewAlert?> ForGivenBackAsync(ResourceKey requester, string? reason, GatewayPolicy policy, CancellationToken cancellationToken)
    {
        var sender = requester.ToString();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Alerts.AnyAsync(alert => alert.Requester == sender && alert.AcknowledgedAt == null, cancellationToken)
            ? null
            : await MadeAsync(null, requester, reason, policy, cancellationToken);
    }

    private async ValueTask<NewAlert> MadeAsync(
        MessageId? message, ResourceKey? requester, string? reason, GatewayPolicy policy, CancellationToken cancellationToken)
    {
        var now = Stamp.Now(clock);
        var id = MessageId.New(clock).Value;
        var task = AlertTasks.Raised(message, requester, reason, policy.Routing.Emergency, now);
        Stamp.Put(task, id, 1, now);
        return new NewAlert(
            new OnCallAlert { AlertId = id, MessageId = message?.Value, Requester = requester?.ToString(), RaisedAt = now, DueAt = now },

            // In nobody's chart, and hidden as what is held is: an alert tells that somebody wrote of an emergency.
            NewResource.OfOurs(task, await sequences.NextAsync(cancellationToken), index, now, isHidden: true),
            policy.Version);
    }
}
