using Microsoft.Data.Sqlite;

namespace Sandbox.Ehr.Records;

/// <summary>The opened record: directory and messages. Opened once, by whoever needs it first, so that start-up does not wait for it.</summary>
internal sealed class EhrRecords(EhrDatabase database, Func<IReadOnlyList<SeededResource>> seed) : IAsyncDisposable
{
    private readonly Lock _opening = new();
    private Opened? _opened;

    public ClinicDirectory Directory => Open().Directory;

    public CommunicationLog Log => Open().Log;

    public SqliteConnection OpenForReading()
    {
        Open();
        return database.OpenForReading();
    }

    /// <summary>Opens the file, seeding it in one transaction when it is new.</summary>
    public Opened Open()
    {
        if (_opened is { } opened)
        {
            return opened;
        }

        lock (_opening)
        {
            return _opened ??= OpenFile();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_opened is { } opened)
        {
            await opened.Log.DisposeAsync();
            database.Release();
        }
    }

    private Opened OpenFile()
    {
        database.Create();
        using var connection = database.Open();
        var directory = DirectoryRows.Read(connection);
        if (directory.Count == 0)
        {
            directory = DirectoryRows.Seed(connection, seed());
        }

        return new Opened(new ClinicDirectory(directory), new CommunicationLog(database, DirectoryRows.LastSequence(connection)));
    }

    internal sealed record Opened(ClinicDirectory Directory, CommunicationLog Log);
}
