using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gateway.Storage;

/// <summary>Says everything that is wrong with <see cref="StorageOptions"/> at start; never quotes the connection string, which may hold a password.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const string ConnectionStringKey = $"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}";

    private const string MaxMegabytesKey = $"{StorageOptions.Section}:{nameof(StorageOptions.MaxMegabytes)}";

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var reasons = Reasons(options).ToList();
        return reasons.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(reasons);
    }

    private static IEnumerable<string> Reasons(StorageOptions options)
    {
        if (!Enum.IsDefined(options.Provider))
        {
            yield return $"{StorageOptions.Section}:{nameof(StorageOptions.Provider)} must be one of {string.Join(", ", Enum.GetNames<StorageProvider>())}.";
        }
        else if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            yield return $"{ConnectionStringKey} is missing.";
        }
        else if (FaultOf(options) is { } fault)
        {
            yield return $"{ConnectionStringKey} {fault}";
        }

        if (options.MaxMegabytes < 1)
        {
            yield return $"{MaxMegabytesKey} must be at least 1.";
        }

        if (options is { MaxMegabytes: not null, Provider: not StorageProvider.Sqlite })
        {
            yield return $"{MaxMegabytesKey} is for SQLite only; a database server has its own quota.";
        }
    }

    private static string? FaultOf(StorageOptions options)
    {
        try
        {
            return options.Provider switch
            {
                StorageProvider.Sqlite => FaultOf(new SqliteConnectionStringBuilder(options.ConnectionString)),
                StorageProvider.PostgreSql => FaultOf(new NpgsqlConnectionStringBuilder(options.ConnectionString), "Host"),
                StorageProvider.SqlServer => FaultOf(new SqlConnectionStringBuilder(options.ConnectionString), "Data Source"),
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return $"is not a connection string of {options.Provider}.";
        }
    }

    private static string? FaultOf(SqliteConnectionStringBuilder parts) => parts switch
    {
        { DataSource: "" or ":memory:" } or { Mode: SqliteOpenMode.Memory } => "must name a file: an accepted message outlives the process.",
        { Mode: SqliteOpenMode.ReadOnly } => "must not be read-only.",
        _ => null,
    };

    private static string? FaultOf(DbConnectionStringBuilder parts, string server) =>
        parts.TryGetValue(server, out var value) && value is string { Length: > 0 } ? null : $"must name a server ({server}).";
}
