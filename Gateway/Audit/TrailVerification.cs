using System.Globalization;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Audit;

/// <summary>Goes through the audit trail day by day and recomputes its chains.</summary>
internal sealed class TrailVerification(IDbContextFactory<GatewayDb> databases)
{
    /// <param name="only">One day, as in 20261123; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<VerifiedDay>> RunAsync(int? only, CancellationToken cancellationToken)
    {
        // Not the asynchronous way to a context, which waits for a server that migrates; this one only reads what is there.
        await using var db = databases.CreateDbContext();
        var heads = await db.AuditChains.AsNoTracking().ToListAsync(cancellationToken);
        var bound = heads.Where(head => head.Opening.Length > 0)
            .SelectMany(head => head.Opening.Split('\n'))
            .Select(ChainMark.Parse)
            .OfType<ChainMark>()
            .ToList();
        List<VerifiedDay> days = [];
        foreach (var day in heads.Select(head => head.Day).Concat(only is { } asked ? [asked] : []).Distinct().Where(day => only is null || day == only).Order())
        {
            days.Add(await VerifyAsync(db, day, [.. heads.Where(head => head.Day == day)], bound, cancellationToken));
        }

        if (only is null)
        {
            var known = heads.Select(head => head.Chain).ToHashSet();
            var gone = bound.Where(mark => !known.Contains(mark.Chain)).DistinctBy(mark => mark.Chain)
                .Select(mark => new ChainFault(mark.Chain, mark.Number, "its chain is gone, and a later chain remembers it"))
                .ToList();
            var elsewhere = await db.Audit.LongCountAsync(cancellationToken) - days.Sum(day => (long)day.Rows);
            if (elsewhere != 0)
            {
                gone.Add(new ChainFault(0, 0, string.Create(CultureInfo.InvariantCulture, $"{elsewhere} rows lie on days that have no chain")));
            }

            if (gone.Count > 0)
            {
                days.Add(new VerifiedDay(0, 0, string.Empty, [.. gone]));
            }
        }

        return days;
    }

    private static async Task<VerifiedDay> VerifyAsync(
        GatewayDb db, int day, IReadOnlyList<AuditChainHead> heads, IEnumerable<ChainMark> bound, CancellationToken cancellationToken)
    {
        var start = new DateTimeOffset(day / 10_000, day / 100 % 100, day % 100, 0, 0, 0, TimeSpan.Zero);
        var (from, behind) = (AuditTime.From(start), AuditTime.From(start.AddDays(1)));
        var verification = new ChainVerification(day, heads, bound);
        var rows = db.Audit.AsNoTracking().Where(row => row.Sequence >= from && row.Sequence < behind).OrderBy(row => row.Sequence);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            verification.Next(row);
        }

        var (faults, digest) = verification.End();
        return new VerifiedDay(day, verification.Rows, digest, [.. faults]);
    }
}
