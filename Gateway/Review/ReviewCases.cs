using Gateway.Connections;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Review;

/// <summary>All reads of a decision, in one place.</summary>
internal sealed class ReviewCases(IDbContextFactory<GatewayDb> databases, PolicyInForce policies, KnownServers servers)
{
    private static readonly int Focus = ParameterNumber.Of("Task", "focus");

    /// <summary>The message with what belongs to it; null if there is no such message.</summary>
    public async ValueTask<ReviewCase?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!FhirId.IsValid(id))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // The message first: whatever else is read belongs to this version of it or to a later one, and then the commit fails.
        var row = await ResourceQueries.CurrentAsync(db, new MessageId(id).Key, cancellationToken);
        if (row is null || row.IsDeleted)
        {
            return null;
        }

        var content = (Communication)FhirJson.ReadStored(row.Content);
        return new ReviewCase(
            row,
            content,
            await db.History.AsNoTracking().Where(version => version.Sequence == row.Sequence).OrderBy(version => version.Version).ToListAsync(cancellationToken),
            await TasksOf(db, row).ToListAsync(cancellationToken),
            await db.Outbox.AsNoTracking().Where(entry => entry.MessageId == id).ToListAsync(cancellationToken),
            await db.Decisions.AsNoTracking().Where(decision => decision.MessageId == id).OrderByDescending(decision => decision.MessageVersion).ToListAsync(cancellationToken),
            (await policies.CurrentAsync(cancellationToken)).For(RecipientsOf(content)))
        {
            FromEhr = await db.EhrReplies.AsNoTracking().FirstOrDefaultAsync(reply => reply.MessageId == id, cancellationToken),
        };
    }

    private IEnumerable<ResourceKey> RecipientsOf(Communication content) => content.Recipient
        .Select(recipient => ReferenceTarget.Of(recipient, servers.Bases))
        .OfType<ReferenceTarget.Literal>()
        .Select(literal => literal.Key);

    private static IQueryable<StoredResource> TasksOf(GatewayDb db, StoredResource message)
    {
        var target = $"Communication/{message.ResourceId}";
        return db.References.AsNoTracking()
            .Where(entry => entry.Parameter == Focus && entry.Target == target)
            .Join(db.Resources.AsNoTracking(), entry => entry.Resource, resource => resource.Sequence, (_, resource) => resource)
            .Where(resource => resource.ResourceType == "Task" && !resource.IsDeleted);
    }
}
