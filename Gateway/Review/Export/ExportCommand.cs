using System.Data.Common;
using Gateway.References;
using Gateway.Storage;

namespace Gateway.Review.Export;

/// <summary>
/// <c>export-decisions --from 2026-11-01 --to 2026-11-30</c>: writes to the standard output what reviewers decided, with nobody in it. It is
/// recorded before a line comes out. Exit code 0 if all is written, 2 if it cannot be.
/// </summary>
internal static class ExportCommand
{
    public const string Name = "export-decisions";

    /// <summary>Who exports, in the audit trail: whoever can run commands on this machine.</summary>
    public const string Client = "gateway-command";

    private const int Written = 0;
    private const int Impossible = 2;

    public static async Task<int> RunAsync(IServiceProvider services, IConfiguration arguments, Stream output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (!DayPeriod.TryParse(arguments["from"], arguments["to"], out var period))
        {
            await errors.WriteLineAsync("usage: export-decisions --from YYYY-MM-DD --to YYYY-MM-DD");
            return Impossible;
        }

        // Nothing migrates the schema here: a store that is not up to date is told by its fault.
        services.GetRequiredService<SchemaGate>().Open();
        try
        {
            var lines = await services.GetRequiredService<DecisionExport>().ReadAsync(period, cancellationToken);
            if (!await RecordAsync(services, period, cancellationToken))
            {
                await errors.WriteLineAsync("The audit trail cannot be written, so nothing is exported.");
                return Impossible;
            }

            await DecisionExport.WriteAsync(lines, output, cancellationToken);
            return Written;
        }
        catch (DbException fault)
        {
            await errors.WriteLineAsync($"The store cannot be read: {fault.GetType().Name}.");
            return Impossible;
        }
    }

    // The writer runs for this one entry: the rest of the gateway, which would send messages, is not started.
    private static async Task<bool> RecordAsync(IServiceProvider services, DayPeriod period, CancellationToken cancellationToken)
    {
        var commits = services.GetRequiredService<CommitQueue>();
        await commits.StartAsync(cancellationToken);
        try
        {
            return await commits.CommitAsync(changes => changes.Add(DecisionExport.EntryOf(Client, null, period)), cancellationToken) is CommitResult.Committed;
        }
        finally
        {
            await commits.StopAsync(cancellationToken);
        }
    }
}
