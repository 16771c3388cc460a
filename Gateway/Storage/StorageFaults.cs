using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static SQLitePCL.raw;

namespace Gateway.Storage;

/// <summary>The one place that knows the error numbers of three databases.</summary>
internal static class StorageFaults
{
    /// <summary>True for a store that is away, full or busy, as a read of it may find: worth another try later.</summary>
    public static bool IsUnavailable(Exception exception) =>
        Classify(exception).Kind is FaultKind.Unavailable or FaultKind.Disconnected or FaultKind.Conflict;

    public static StorageFault Classify(Exception exception) => exception switch
    {
        SupersededException or DbUpdateConcurrencyException => new(FaultKind.Superseded, "superseded"),
        SqliteException sqlite => OfSqlite(sqlite),
        PostgresException postgres => OfPostgres(postgres.SqlState),
        NpgsqlException { InnerException: TimeoutException } => new(FaultKind.Disconnected, "timeout"),
        NpgsqlException => new(FaultKind.Disconnected, "unreachable"),
        SqlException sqlServer => OfSqlServer(sqlServer.Number),
        TimeoutException => new(FaultKind.Disconnected, "timeout"),
        IOException or SocketException => new(FaultKind.Disconnected, "unreachable"),
        // A connection that broke while nobody looked answers with this.
        InvalidOperationException { Source: "Npgsql" or "Microsoft.Data.SqlClient" } => new(FaultKind.Disconnected, "unreachable"),
        DbException or DbUpdateException or InvalidOperationException when exception.InnerException is { } inner => Classify(inner),
        _ => new(FaultKind.Unknown, "unknown"),
    };

    private static StorageFault OfSqlite(SqliteException exception) => exception switch
    {
        { SqliteExtendedErrorCode: SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY } => new(FaultKind.Duplicate, "duplicate"),
        { SqliteErrorCode: SQLITE_FULL } => new(FaultKind.Unavailable, "disk-full"),
        { SqliteErrorCode: SQLITE_BUSY or SQLITE_LOCKED } => new(FaultKind.Unavailable, "busy"),
        { SqliteErrorCode: SQLITE_IOERR } => new(FaultKind.Unavailable, "io-error"),
        { SqliteErrorCode: SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH } => new(FaultKind.Unavailable, "not-writable"),
        { SqliteErrorCode: SQLITE_CORRUPT or SQLITE_NOTADB } => new(FaultKind.Unavailable, "corrupt"),
        _ => new(FaultKind.Unknown, "unknown"),
    };

    private static StorageFault OfPostgres(string state) => state switch
    {
        PostgresErrorCodes.UniqueViolation => new(FaultKind.Duplicate, "duplicate"),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => new(FaultKind.Conflict, "conflict"),
        PostgresErrorCodes.LockNotAvailable => new(FaultKind.Unavailable, "busy"),
        PostgresErrorCodes.DiskFull => new(FaultKind.Unavailable, "disk-full"),
        PostgresErrorCodes.IoError => new(FaultKind.Unavailable, "io-error"),
        PostgresErrorCodes.QueryCanceled => new(FaultKind.Unavailable, "timeout"),
        PostgresErrorCodes.ReadOnlySqlTransaction => new(FaultKind.Disconnected, "not-writable"),
        PostgresErrorCodes.ObjectNotInPrerequisiteState => new(FaultKind.Unavailable, "not-accepting-connections"),
        // 08: connection; 53: resources; 57: operator intervention (57P01 to 57P05: shut down, crashed, dropped, idle).
        _ when state.StartsWith("08", StringComparison.Ordinal) => new(FaultKind.Disconnected, "unreachable"),
        _ when state.StartsWith("53", StringComparison.Ordinal) => new(FaultKind.Unavailable, "out-of-resources"),
        _ when state.StartsWith("57P", StringComparison.Ordinal) => new(FaultKind.Disconnected, "shut-down"),
        _ => new(FaultKind.Unknown, "unknown"),
    };

    // The numbers are from sys.messages, but for -2 and below 1000: the client library's own.
    private static StorageFault OfSqlServer(int number) => number switch
    {
        2601 or 2627 => new(FaultKind.Duplicate, "duplicate"),
        1205 or 3960 => new(FaultKind.Conflict, "conflict"),
        1222 => new(FaultKind.Unavailable, "busy"),
        1101 or 1105 or 9002 => new(FaultKind.Unavailable, "disk-full"),
        823 or 824 or 825 => new(FaultKind.Unavailable, "io-error"),
        701 or 802 or 10928 or 10929 => new(FaultKind.Unavailable, "out-of-resources"),
        3906 => new(FaultKind.Unavailable, "not-writable"),
        -2 => new(FaultKind.Disconnected, "timeout"),
        -1 or 2 or 20 or 53 or 64 or 121 or 232 or 233 or 258 or 596 or 4060 or 6005 or 10053 or 10054 or 10060 or 10061 or 11001 or 18401
            or 40197 or 40501 or 40613 => new(FaultKind.Disconnected, "unreachable"),
        _ => new(FaultKind.Unknown, "unknown"),
    };
}
