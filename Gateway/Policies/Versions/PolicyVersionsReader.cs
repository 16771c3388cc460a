using System.Collections.Immutable;
using System.Text;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Policies.Versions;

/// <summary>Reads versions of the policy from the store.</summary>
internal sealed class PolicyVersionsReader(IDbContextFactory<GatewayDb> databases, ILogger<PolicyVersionsReader> logger)
{
    /// <summary>The number that each activation moves: one row by its key. Null where there is no policy yet.</summary>
    public async Task<int?> RevisionAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.PolicyPointers.Where(pointer => pointer.Id == PolicyPointer.Only).Select(pointer => (int?)pointer.Revision).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>All that is in force now or later, read together; null if it changed on the way.</summary>
    /// <param name="known">What was read before: an activated document never changes, so it need not be understood again.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PolicySchedule?> ScheduleAsync(PolicySchedule? known, CancellationToken cancellationToken)
    {
        var before = await RevisionAsync(cancellationToken);
        List<PolicyVersion> rows;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            rows = await db.Policies.AsNoTracking().Where(version => version.Status == PolicyStatus.Active).ToListAsync(cancellationToken);
        }

        return before is { } revision && revision == await RevisionAsync(cancellationToken)
            ? new PolicySchedule(revision, [.. rows.Select(row => Scheduled(row, known)).OfType<ScheduledPolicy>()])
            : null;
    }

    public async Task<List<PolicyVersion>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Policies.AsNoTracking().OrderByDescending(version => version.Number).ToListAsync(cancellationToken);
    }

    public async Task<PolicyVersion?> FindAsync(int number, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Policies.AsNoTracking().SingleOrDefaultAsync(version => version.Number == number, cancellationToken);
    }

    /// <summary>Whether a version has this name, so that no other may.</summary>
    public async Task<bool> IsNamedAsync(string name, int? except, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Policies.AnyAsync(version => version.Name == name && version.Number != except, cancellationToken);
    }

    /// <summary>The pointer, the activated versions and the number for the next one, to change them.</summary>
    public async Task<(PolicyPointer? Pointer, ImmutableArray<PolicyVersion> Active, int Next)> ForChangeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // The pointer first: what is changed after it was read makes the change fail.
        var pointer = await db.PolicyPointers.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var active = await db.Policies.AsNoTracking().Where(version => version.Status == PolicyStatus.Active).ToListAsync(cancellationToken);
        var last = await db.Policies.Select(version => (int?)version.Number).MaxAsync(cancellationToken);
        return (pointer, [.. active], (last ?? 0) + 1);
    }

    public static PolicyTerm TermOf(PolicyVersion row) =>
        new(row.Number, row.EffectiveFrom!.Value, row.EffectiveUntil, row.EffectiveFrom <= row.ActivatedAt);

    private ScheduledPolicy? Scheduled(PolicyVersion row, PolicySchedule? known)
    {
        if (known?.Versions.FirstOrDefault(version => version.Term.Number == row.Number) is { } read)
        {
            return read with { Term = TermOf(row) };
        }

        if (PolicyDocument.Read(Encoding.UTF8.GetBytes(row.Document), out var faults) is { } policy)
        {
            return new ScheduledPolicy(TermOf(row), policy);
        }

        // Written by another version of this program. What is not understood decides nothing, and what it would have outranked stays in force.
        logger.NotUnderstood(row.Number, string.Join(' ', faults));
        return null;
    }
}
