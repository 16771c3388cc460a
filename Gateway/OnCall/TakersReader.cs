using Gateway.References;
using Gateway.Resources;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.OnCall;

/// <summary>Reads which messages somebody of the care team has taken or answered.</summary>
internal static class TakersReader
{
    private static readonly int Focus = ParameterNumber.Of("Task", "focus");
    private static readonly int InResponseTo = ParameterNumber.Of("Communication", "in-response-to");

    /// <summary>The takers by the id of the message; of messages that nobody has there is nothing.</summary>
    public static async Task<IReadOnlyDictionary<string, Taker>> OfAsync(GatewayDb db, IEnumerable<string> messages, CancellationToken cancellationToken)
    {
        var takers = new Dictionary<string, Taker>(StringComparer.Ordinal);
        List<string> targets = [.. messages.Select(message => new MessageId(message).Key.ToString())];
        if (targets.Count == 0)
        {
            return takers;
        }

        foreach (var (target, row) in await BehindAsync(db, Focus, "Task", targets, cancellationToken))
        {
            if (TakerPolicy.TakerOf((FhirTask)FhirJson.ReadStored(row.Content)) is { } taker && await IsByCareTeamAsync(db, row, cancellationToken))
            {
                takers[IdIn(target)] = taker;
            }
        }

        foreach (var (target, row) in await BehindAsync(db, InResponseTo, "Communication", targets, cancellationToken))
        {
            if (!row.Quarantined && TakerPolicy.ClinicianIn(row.Sender) is { } who)
            {
                takers[IdIn(target)] = new Taker(who, Acknowledgement.Answered);
            }
        }

        return takers;
    }

    private static async Task<List<(string Target, StoredResource Row)>> BehindAsync(
        GatewayDb db, int parameter, string type, List<string> targets, CancellationToken cancellationToken)
    {
        var found = await db.References.AsNoTracking()
            .Where(entry => entry.Parameter == parameter && targets.Contains(entry.Target))
            .Join(
                db.Resources.AsNoTracking().Where(row => row.ResourceType == type && !row.IsDeleted),
                entry => entry.Resource,
                row => row.Sequence,
                (entry, row) => new { entry.Target, row })
            .ToListAsync(cancellationToken);
        return [.. found.Select(pair => (pair.Target, pair.row))];
    }

    // Whoever reads a chart may change Tasks in it: a patient's app must not silence what the care team has not seen. A review is for reviewers alone.
    private static async ValueTask<bool> IsByCareTeamAsync(GatewayDb db, StoredResource task, CancellationToken cancellationToken)
    {
        if (task.Quarantined)
        {
            return true;
        }

        var resource = new ResourceKey(task.ResourceType, task.ResourceId).ToString();
        var person = await db.Audit.AsNoTracking()
            .Where(entry => entry.Resource == resource && entry.Version == task.Version && entry.Outcome == AuditOutcome.Done
                && (entry.Action == AuditAction.Create || entry.Action == AuditAction.Update || entry.Action == AuditAction.Patch))
            .Select(entry => entry.Person)
            .FirstOrDefaultAsync(cancellationToken);
        return person is null || TakerPolicy.ClinicianIn(person) is not null;
    }

    private static string IdIn(string target) => target[(target.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
