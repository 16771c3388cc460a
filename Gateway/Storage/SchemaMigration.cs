using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Gateway.Storage.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gateway.Storage;

/// <summary>
/// Brings the schema up to date when the server already listens, and then opens the gate for reads and writes; costs one
/// small query when it is. A schema that cannot be had stops the process.
/// </summary>
internal sealed class SchemaMigration(
    IDbContextFactory<GatewayDb> contexts,
    SchemaGate gate,
    IOptions<StorageOptions> options,
    IHostApplicationLifetime application,
    ILogger<SchemaMigration> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task migrating = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        migrating = Task.Run(OpenGateAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Also after a start that failed before the migration began: nobody may wait at the gate while the process stops.
        gate.Fail(new IOException("The gateway stops."));
        return stopping.CancelAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => migrating.WaitAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => stopping.Dispose();

    private async Task OpenGateAsync()
    {
        try
        {
            await MigrateAsync(stopping.Token);
            gate.Open();
        }
        catch (Exception fault)
        {
            gate.Fail(fault);
            if (!stopping.IsCancellationRequested)
            {
                logger.SchemaFailed(options.Value.Provider, fault);
                Environment.ExitCode = 1;
                application.StopApplication();
            }
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var newest = NewestFor(options.Value.Provider);
        if (Holds(newest))
        {
            return;
        }

        logger.SchemaBehind(options.Value.Provider, newest);
        // Not the asynchronous way to a context, which leads through the gate.
        await using var db = contexts.CreateDbContext();
        using var turn = options.Value.Provider == StorageProvider.Sqlite ? await SqliteTurnAsync(db, cancellationToken) : null;
        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (PostgresException fault) when (
            fault.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable)
        {
            // Another replica made the database, or between two migrations a table, after we had looked; EF's lock does not guard that.
            await db.Database.MigrateAsync(cancellationToken);
        }
    }

    private static string NewestFor(StorageProvider provider)
    {
        var context = provider switch
        {
            StorageProvider.Sqlite => typeof(SqliteGatewayDb),
            StorageProvider.PostgreSql => typeof(PostgresGatewayDb),
            StorageProvider.SqlServer => typeof(SqlServerGatewayDb),
        };
        return context.Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .Max(StringComparer.Ordinal)!;
    }

    // Not through EF, whose model takes longer to build than everything else at start together.
    private bool Holds(string migration)
    {
        try
        {
            using var connection = WriterConnection.Open(options.Value);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = @migration";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@migration", migration);
            command.Parameters.Add(parameter);
            return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
        }
        catch (DbException)
        {
            // No such table or database yet; a server that is away will tell the migration so.
            return false;
        }
    }

    /// <summary>Waits for this process's turn to migrate the file.</summary>
    /// <remarks>
    /// EF marks a SQLite migration with a row, which a killed process leaves behind and every later start waits for, for ever.
    /// The operating system's lock on a file beside it ends with its process; who holds that may remove the mark.
    /// </remarks>
    private static async Task<IDisposable> SqliteTurnAsync(GatewayDb db, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var turn = await OpenAloneAsync($"{file}-migration", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        return turn;
    }

    private static async Task<FileStream> OpenAloneAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }
}
