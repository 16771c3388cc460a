using System.Collections.Immutable;
using System.Text.Json;
using Gateway.OnCall.Channels;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rotas;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.OnCall;

/// <summary>
/// One look through the open alerts: those whose message somebody has are ended, of the others those that are due take their next step. Where a step
/// stands is a row, so that no restart forgets it; of several gateways that look at once the store lets one take it.
/// </summary>
internal sealed class Escalations(
    IDbContextFactory<GatewayDb> databases,
    CommitQueue commits,
    SearchIndex index,
    Acknowledgements acknowledgements,
    OnCallChannels channels,
    PolicyInForce policies,
    OnCallMetrics metrics,
    TimeProvider clock,
    ILogger<Escalations> logger)
{
    private const int PageSize = 100;

    /// <summary>How many steps were taken by this look.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (metrics.WantsOpen)
        {
            var open = db.Alerts.Where(alert => alert.AcknowledgedAt == null);
            metrics.Open(await open.CountAsync(cancellationToken), await open.MinAsync(alert => (DateTimeOffset?)alert.RaisedAt, cancellationToken));
        }

        var (steps, after) = (0, string.Empty);
        while (true)
        {
            var page = await OnCallQueries.Open(db, after, PageSize).ToListAsync(cancellationToken);
            var takers = await TakersReader.OfAsync(db, page.Select(alert => alert.MessageId).OfType<string>(), cancellationToken);
            foreach (var alert in page)
            {
                var taker = alert.MessageId is { } message ? takers.GetValueOrDefault(message) : null;
                if ((taker is not null || alert.DueAt <= clock.GetUtcNow())
                    && await ResourceQueries.CurrentAsync(db, new ResourceKey("Task", alert.AlertId), cancellationToken) is { } row)
                {
                    steps += await AdvanceAsync(alert, row, taker, cancellationToken) ? 1 : 0;
                }
            }

            if (page.Count < PageSize)
            {
                return steps;
            }

            after = page[^1].AlertId;
        }
    }

    private async ValueTask<bool> AdvanceAsync(OnCallAlert alert, StoredResource row, Taker? taker, CancellationToken cancellationToken)
    {
        if (taker is null)
        {
            return await StepAsync(alert, row, cancellationToken);
        }

        await acknowledgements.EndAsync(alert, row, taker.Who, taker.How, cancellationToken);
        return false;
    }

    private async ValueTask<bool> StepAsync(OnCallAlert alert, StoredResource row, CancellationToken cancellationToken)
    {
        var now = Stamp.Now(clock);
        var policy = (await policies.CurrentAsync(cancellationToken)).Organisation;
        var (rules, since, step) = (policy.OnCall, now - alert.RaisedAt, alert.Step + 1);
        var level = EscalationPolicy.LevelAt(since, rules);
        var told = EscalationPolicy.ToldAt(Instant.FromDateTimeOffset(now), since, rules);
        ImmutableArray<OnCallNotice> notices =
        [
            .. told.SelectMany(one => channels.For(one.Who, rules).Select(channel => new OnCallNotice
            {
                AlertId = alert.AlertId,
                Step = step,
                Level = one.Level,
                Channel = channel,
                Who = one.Who.ToString(),
                DueAt = now,
            })),
        ];
        var task = (FhirTask)FhirJson.ReadStored(row.Content);
        if (!told.IsEmpty)
        {
            AlertTasks.Tell(task, told[^1].Who, step, level, now);
        }

        Stamp.Put(task, row.ResourceId, row.Version + 1, now);
        var stale = new Replacement(row, index);
        var result = await commits.CommitAsync(
            changes =>
            {
                changes.Change(alert, open => (open.Step, open.Level, open.DueAt) = (step, level, alert.RaisedAt + EscalationPolicy.NextAfter(since, rules)));
                foreach (var notice in notices)
                {
                    changes.Add(notice);
                }

                stale.Stage(changes, task, row.Chart, now);
                changes.Add(new AuditEntry
                {
                    Action = AuditAction.Update,
                    Client = NewAlert.Client,
                    Resource = new ResourceKey("Task", alert.AlertId).ToString(),
                    Version = row.Version + 1,
                    Quarantined = true,
                    PolicyVersion = policy.Version,
                    Reasons = JsonSerializer.Serialize(new { step, level = level + 1, told = told.Select(one => one.Who.ToString()) }),
                });
            },
            cancellationToken);
        return Settle(result, alert, step, level, !notices.IsEmpty);
    }

    private bool Settle(CommitResult result, OnCallAlert alert, int step, int level, bool isReached)
    {
        switch (result)
        {
            case CommitResult.Committed:
                if (step == 1)
                {
                    metrics.Raised(isKept: alert.MessageId is not null);
                }

                metrics.Stepped(level, isReached);
                logger.Stepped(alert.AlertId, step, level + 1);
                if (!isReached)
                {
                    logger.Unreached(alert.AlertId);
                }

                return true;
            case CommitResult.Unavailable unavailable:
                logger.NotStepped(alert.AlertId, unavailable.Fault);
                return false;
            default:
                // Another gateway took the step, or somebody acknowledged: the next look sees what there is then.
                return false;
        }
    }
}
