using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox.States;

/// <summary>Reads what there is to know of a message's way: three small reads.</summary>
internal sealed class StateReader(IDbContextFactory<GatewayDb> databases)
{
    private static readonly int Focus = ParameterNumber.Of("Task", "focus");

    public async ValueTask<StoredResource?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!FhirId.IsValid(id))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ResourceQueries.CurrentAsync(db, new MessageId(id).Key, cancellationToken) is { IsDeleted: false } found ? found : null;
    }

    public async ValueTask<StateFacts> ReadAsync(StoredResource row, Communication message, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var id = row.ResourceId;
        var delivered = await db.Outbox.AsNoTracking()
            .Where(entry => entry.MessageId == id && entry.Kind == OutboxKind.File)
            .Select(entry => entry.DeliveredAt)
            .FirstOrDefaultAsync(cancellationToken);
        var target = row.ResourceType + "/" + id;
        var tasks = await db.References.AsNoTracking()
            .Where(entry => entry.Parameter == Focus && entry.Target == target)
            .Join(db.Resources.AsNoTracking(), entry => entry.Resource, resource => resource.Sequence, (_, resource) => resource)
            .Where(resource => resource.ResourceType == "Task" && !resource.IsDeleted && !resource.Quarantined)
            .OrderByDescending(resource => resource.Sequence)
            .ToListAsync(cancellationToken);
        return new StateFacts(
            row.Occurred,
            row.Quarantined,
            message.Status,
            delivered,
            tasks.Select(task => (FhirTask)FhirJson.ReadStored(task.Content)).FirstOrDefault(WorkTasks.IsWork));
    }
}
