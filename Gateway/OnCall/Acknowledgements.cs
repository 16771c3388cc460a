using System.Text.Json;
using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.OnCall;

/// <summary>Ends alerts: because somebody says so, or because somebody was found to have the message.</summary>
internal sealed class Acknowledgements(
    IDbContextFactory<GatewayDb> databases, CommitQueue commits, SearchIndex index, OnCallMetrics metrics, TimeProvider clock, ILogger<Acknowledgements> logger)
{
    /// <summary>Plans that somebody acknowledges an alert. Who does so a second time, or is not the first, changes nothing.</summary>
    /// <param name="id">The id of the alert's Task.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="by">Who acknowledges.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<WritePlan> PlanAsync(string id, Caller caller, ResourceKey by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var alert = FhirId.IsValid(id) ? await db.Alerts.AsNoTracking().FirstOrDefaultAsync(open => open.AlertId == id, cancellationToken) : null;
        if (alert is null || await ResourceQueries.CurrentAsync(db, new ResourceKey("Task", id), cancellationToken) is not { } row)
        {
            return WritePlan.Recorded(WriteOutcome.Refused.Because(StatusCodes.Status404NotFound), AuditEntries.Unknown(caller, AuditAction.Update, "Task", id));
        }

        if (alert.AcknowledgedAt is not null)
        {
            return WritePlan.Recorded(
                new WriteOutcome.Existing(StoredVersions.Of(row)), AuditEntries.Shown(caller, AuditAction.Read, row.ResourceType, id, row.Version, row));
        }

        var (next, stage) = Ended(alert, row, by);
        return new WritePlan(new WriteOutcome.Updated(next))
        {
            Stage = changes =>
            {
                stage(changes);
                changes.Add(AuditEntries.Changed(caller, AuditAction.Update, row, next.Version));
            },
            Settled = result => Settle(result, alert, Acknowledgement.Said),
        };
    }

    /// <summary>Ends an alert whose message somebody has.</summary>
    public async ValueTask EndAsync(OnCallAlert alert, StoredResource row, ResourceKey by, Acknowledgement how, CancellationToken cancellationToken)
    {
        var (next, stage) = Ended(alert, row, by);
        var result = await commits.CommitAsync(
            changes =>
            {
                stage(changes);
                changes.Add(new AuditEntry
                {
                    Action = AuditAction.Update,
                    Client = NewAlert.Client,
                    Resource = next.Key.ToString(),
                    Version = next.Version,
                    Quarantined = true,
                    Reasons = JsonSerializer.Serialize(new { acknowledged = how.ToString(), by = by.ToString() }),
                });
            },
            cancellationToken);
        Settle(result, alert, how);
    }

    private (ResourceVersion Next, Action<Changes> Stage) Ended(OnCallAlert alert, StoredResource row, ResourceKey by)
    {
        var now = Stamp.Now(clock);
        var task = (FhirTask)FhirJson.ReadStored(row.Content);
        AlertTasks.Acknowledge(task, by, now);
        Stamp.Put(task, row.ResourceId, row.Version + 1, now);
        var stale = new Replacement(row, index);
        return (new ResourceVersion(new ResourceKey(row.ResourceType, row.ResourceId), row.Version + 1, now, FhirJson.Serialize(task)), Stage);

        void Stage(Changes changes)
        {
            changes.Change(alert, open => (open.AcknowledgedAt, open.AcknowledgedBy) = (now, by.ToString()));
            stale.Stage(changes, task, row.Chart, now);
        }
    }

    private void Settle(CommitResult result, OnCallAlert alert, Acknowledgement how)
    {
        if (result is CommitResult.Committed)
        {
            metrics.Acknowledged(clock.GetUtcNow() - alert.RaisedAt, how);
            logger.Acknowledged(alert.AlertId, alert.Step, how);
        }
    }
}
