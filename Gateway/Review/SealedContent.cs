using Gateway.Access;
using Gateway.Audit;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Review;

/// <summary>What sealed messages said: read by a privacy officer, and destroyed when its retention ends.</summary>
internal sealed class SealedContent(IDbContextFactory<GatewayDb> databases, CommitQueue commits, TimeProvider clock)
{
    private const int MostAtOnce = 100;

    /// <summary>All versions of a sealed message, the first one first; none for a message that is not sealed, or not any more kept.</summary>
    public async ValueTask<IReadOnlyList<SealedVersion>> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!FhirId.IsValid(id))
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Sealed.AsNoTracking().Where(version => version.MessageId == id).OrderBy(version => version.Version).ToListAsync(cancellationToken);
    }

    public static AuditEntry Opened(Caller caller, IReadOnlyList<SealedVersion> versions) => new()
    {
        Action = AuditAction.Unseal,
        Client = AuditEntries.ClientOf(caller.Client),
        Person = caller.Person?.ToString(),
        Resource = new MessageId(versions[0].MessageId).Key.ToString(),
        Chart = versions[0].Chart,
        Sender = versions[0].Sender,
        Quarantined = versions[0].WasHeld,
    };

    public static Parameters Answer(IReadOnlyList<SealedVersion> versions) => new()
    {
        Parameter =
        [
            .. versions.Select(version => new Parameters.ParameterComponent
            {
                Name = "version",
                Part =
                [
                    new() { Name = "resource", Resource = FhirJson.ReadStored(version.Content) },
                    new() { Name = "sealed", Value = new Instant(version.SealedAt) },
                    new() { Name = "destroyAfter", Value = new Instant(version.DestroyAfter) },
                ],
            }),
        ],
    };

    /// <summary>Destroys what has come to the end of its retention; the answer is how many versions.</summary>
    public async Task<int> DestroyEndedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ended = await db.Sealed.AsNoTracking()
            .Where(version => version.DestroyAfter <= now)
            .OrderBy(version => version.DestroyAfter)
            .Take(MostAtOnce)
            .ToListAsync(cancellationToken);
        if (ended.Count == 0)
        {
            return 0;
        }

        var result = await commits.CommitAsync(
            changes =>
            {
                foreach (var version in ended)
                {
                    // Emptied, so that of two that destroy at once a single one says so; then gone.
                    changes.Change(version, row => row.Content = []);
                    changes.Remove(version);
                    changes.Add(Destroyed(version));
                }
            },
            cancellationToken);
        return result is CommitResult.Committed ? ended.Count : 0;
    }

    private static AuditEntry Destroyed(SealedVersion version) => new()
    {
        Action = AuditAction.Destroy,
        Client = "gateway",
        Resource = new MessageId(version.MessageId).Key.ToString(),
        Version = version.Version,
        Chart = version.Chart,
        Sender = version.Sender,
        Quarantined = version.WasHeld,
    };
}
