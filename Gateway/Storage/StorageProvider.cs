namespace Gateway.Storage;

/// <summary>The databases that the gateway can keep its store in.</summary>
internal enum StorageProvider
{
    Sqlite = 0,
    PostgreSql = 1,
    SqlServer = 2,
}
