using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Delivery;

/// <summary>All reads of the outbox: a chart's next messages, the charts that wait, the backlog.</summary>
internal sealed class OutboxReader(IDbContextFactory<GatewayDb> databases)
{
    // Compiled for one model each, hence not static: a test process opens stores of several kinds.
    private readonly Func<GatewayDb, string, string, int, IAsyncEnumerable<PendingEntry>> _nextOfChart =
        EF.CompileAsyncQuery(OutboxQueries.NextOfChart);

    private readonly Func<GatewayDb, string, string, int, IAsyncEnumerable<WaitingChart>> _waitingCharts =
        EF.CompileAsyncQuery(OutboxQueries.WaitingCharts);

    /// <summary>A chart's next messages in the order in which they leave, each with its content.</summary>
    public async Task<IReadOnlyList<PendingEntry>> NextOfAsync(CourierKey chart, int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await _nextOfChart(db, chart.Connection, chart.Chart.Value, count).ToListAsync(cancellationToken);
    }

    /// <summary>A page of the charts that have something pending, behind the given one; with when their first is due.</summary>
    public async Task<IReadOnlyList<WaitingChart>> WaitingChartsAsync(
        string connection, string after, int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await _waitingCharts(db, connection, after, count).ToListAsync(cancellationToken);
    }

    public async Task<int> BacklogAsync(string connection, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Outbox.CountAsync(
            entry => entry.State == OutboxState.Pending && entry.Connection == connection, cancellationToken);
    }
}
