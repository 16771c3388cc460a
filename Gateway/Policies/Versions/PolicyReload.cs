using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.Policies.Versions;

/// <summary>Sees within a second what another replica has put in force. Where the store has no policy yet, it puts the file's there.</summary>
internal sealed class PolicyReload(
    PolicyVersionsReader reader,
    PolicyInForce inForce,
    PolicySeed seed,
    CommitQueue queue,
    IOptions<PoliciesOptions> options,
    TimeProvider clock,
    ILogger<PolicyReload> logger) : BackgroundService
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Reads what is in force now, if it is not what is known.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (seed.IsOnly)
        {
            return;
        }

        // One at a time, so that nobody shows what was read before what is shown.
        await turn.WaitAsync(cancellationToken);
        try
        {
            var known = inForce.Schedule;
            while (await reader.RevisionAsync(cancellationToken) is var revision && (revision is null || revision != known?.Revision))
            {
                if (revision is null)
                {
                    await SeedAsync(cancellationToken);
                }
                else if (await reader.ScheduleAsync(known, cancellationToken) is { } read)
                {
                    inForce.Show(read);
                    logger.PolicyRead(read.At(clock.GetUtcNow())?.Term.Number ?? 0, read.Revision);
                    return;
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The same, and what is known stays in force where the store cannot be read.</summary>
    public async Task TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // What is known stays in force; the next look may find the store again.
            logger.NotRead(failure.GetType().Name);
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (seed.IsOnly)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RefreshSeconds), clock);
        try
        {
            do
            {
                await TryReadAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private async Task SeedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var result = await queue.CommitAsync(
            changes =>
            {
                changes.Add(new PolicyPointer { ChangedAt = now });
                changes.Add(new PolicyVersion
                {
                    Number = 1,
                    Name = seed.Policy.Organisation.Version,
                    Document = seed.Json,
                    Status = PolicyStatus.Active,
                    CreatedBy = "configuration",
                    CreatedAt = now,
                    ChangedAt = now,
                    ActivatedBy = "configuration",
                    ActivatedAt = now,
                    EffectiveFrom = now,
                });
            },
            cancellationToken);
        // Another replica may have been faster; then the next look finds what it wrote.
        if (result is CommitResult.Unavailable)
        {
            throw new IOException("The store is away.");
        }
    }
}
