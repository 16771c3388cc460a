using Microsoft.EntityFrameworkCore;

namespace SmartApp.Storage;

/// <summary>Makes the tables where there are none. Nothing in them outlives a change of their form (ADR 53).</summary>
internal sealed class SmartAppTables(IDbContextFactory<SmartAppDb> databases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.EnsureCreatedAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
