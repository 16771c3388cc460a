using Gateway.Storage;
using Gateway.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Review;

/// <summary>What a gateway has on its disk at one instant: all that is left of it when it dies there.</summary>
internal sealed class KeptDisk(RunningGateway gateway) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kept-disk-").FullName;
    private string source = gateway.DatabaseFile;
    private int kept;

    private string Database => Path.Combine(folder, $"gateway-{kept}.db");

    public void Keep()
    {
        kept++;
        // No batch is half written to the files while they are copied; one that dies in the middle of a write is SQLite's to undo.
        lock (gateway.Services.GetRequiredService<CommitQueue>().Turn)
        {
            foreach (var suffix in new[] { string.Empty, "-wal" })
            {
                File.Copy(source + suffix, Database + suffix, overwrite: true);
            }
        }
    }

    /// <summary>The next gateway starts from what was kept.</summary>
    public void Restore()
    {
        source = Database;
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            // Time passes: the leases of the one that died are over when the next one starts.
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE Outbox SET DueAt = 0 WHERE State = 0";
            command.ExecuteNonQuery();
        }

        gateway.Settings["Storage:ConnectionString"] = $"Data Source={Database}";
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection($"Data Source={source}");
        SqliteConnection.ClearPool(connection);
    }
}
