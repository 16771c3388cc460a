namespace Gateway.Storage;

/// <summary>Where the gateway keeps what it must not lose.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>The provider's own connection string; for SQLite a file, such as <c>Data Source=gateway.db</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How large a SQLite store may grow: beyond it writes are refused while the disk still has room for everything else.</summary>
    public int? MaxMegabytes { get; set; }
}
