using Gateway.OnCall.Channels;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Rest;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.OnCall;

/// <summary>One look at the notices that are due: each is claimed, sent and settled, so that a process that dies in between is followed by another.</summary>
internal sealed class Notices(
    IDbContextFactory<GatewayDb> databases,
    CommitQueue commits,
    OnCallChannels channels,
    PolicyInForce policies,
    PublicBase publicBase,
    OnCallMetrics metrics,
    IOptions<OnCallOptions> options,
    TimeProvider clock,
    ILogger<Notices> logger)
{
    private const int PageSize = 200;

    private const int AtOnce = 16;

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await OnCallQueries.Due(db, clock.GetUtcNow(), PageSize).ToListAsync(cancellationToken);
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (one, cancellation) => await HandleAsync(one, cancellation));
    }

    private async ValueTask HandleAsync(DueNotice due, CancellationToken cancellationToken)
    {
        switch (NoticePolicy.StepFor(due.Notice, due.Alert))
        {
            case NoticeStep.Withdraw:
                await commits.CommitAsync(changes => changes.Change(due.Notice, notice => notice.State = NoticeState.Withdrawn), cancellationToken);
                break;
            case NoticeStep.Drop:
                await commits.CommitAsync(changes => changes.Change(due.Notice, notice => notice.State = NoticeState.Overtaken), cancellationToken);
                break;
            case NoticeStep.Send:
                await SendAsync(due, cancellationToken);
                break;
        }
    }

    private async ValueTask SendAsync(DueNotice due, CancellationToken cancellationToken)
    {
        var (notice, until) = (due.Notice, clock.GetUtcNow() + TimeSpan.FromSeconds(options.Value.LeaseSeconds));
        var claimed = Copy(notice, notice.Attempts + 1, until);
        if (await commits.CommitAsync(
            changes => changes.Change(notice, row => (row.Attempts, row.DueAt) = (claimed.Attempts, until)), cancellationToken) is not CommitResult.Committed)
        {
            // Another gateway has it, or the store is away: then nobody may send.
            return;
        }

        var fault = await FaultOfAsync(claimed, due.Alert, cancellationToken);
        metrics.Noticed(notice.Channel, fault ?? "sent");
        if (fault is not null)
        {
            logger.NotTold(notice.AlertId, notice.Step, notice.Channel, fault);
        }

        var now = clock.GetUtcNow();
        await commits.CommitAsync(
            changes => changes.Change(claimed, row =>
            {
                row.Fault = fault;
                (row.State, row.SentAt) = fault is null ? (NoticeState.Sent, now) : (NoticeState.Pending, row.SentAt);
                row.DueAt = fault is null ? row.DueAt : now + NoticePolicy.RetryAfter(claimed.Attempts, options.Value);
            }),
            cancellationToken);
    }

    private async ValueTask<string?> FaultOfAsync(OnCallNotice notice, OnCallAlert alert, CancellationToken cancellationToken)
    {
        if (channels.Find(notice.Channel) is not { } channel || !ResourceKey.TryParse(notice.Who, out var who))
        {
            return "no-channel";
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            var rules = (await policies.CurrentAsync(timeout.Token)).Organisation.OnCall;
            return await channel.SendAsync(
                new Page(alert.AlertId, notice.Step, notice.Level + 1, who, alert.RaisedAt, $"{publicBase.Prefix}Task/{alert.AlertId}"), rules, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "timeout";
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One channel that breaks must not keep the others from being told.
            return fault.GetType().Name;
        }
    }

    // The row as the claim left it: the writer counts the revision.
    private static OnCallNotice Copy(OnCallNotice notice, int attempts, DateTimeOffset dueAt) => new()
    {
        Sequence = notice.Sequence,
        AlertId = notice.AlertId,
        Step = notice.Step,
        Level = notice.Level,
        Channel = notice.Channel,
        Who = notice.Who,
        State = notice.State,
        Attempts = attempts,
        DueAt = dueAt,
        Fault = notice.Fault,
        SentAt = notice.SentAt,
        Revision = notice.Revision + 1,
    };
}
