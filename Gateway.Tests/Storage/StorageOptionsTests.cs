using Gateway.Storage;

namespace Gateway.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData(StorageProvider.Sqlite, "Data Source=gateway.db")]
    [InlineData(StorageProvider.PostgreSql, "Host=localhost;Database=gateway")]
    [InlineData(StorageProvider.SqlServer, "Server=localhost;Database=gateway")]
    internal void A_connection_string_of_the_provider_is_taken(StorageProvider provider, string connectionString) =>
        Assert.Empty(ReasonsAgainst(new StorageOptions { Provider = provider, ConnectionString = connectionString }));

    [Theory]
    [InlineData(StorageProvider.Sqlite, "", "is missing")]
    [InlineData(StorageProvider.Sqlite, "Data Source=:memory:", "must name a file")]
    [InlineData(StorageProvider.Sqlite, "Data Source=shared;Mode=Memory;Cache=Shared", "must name a file")]
    [InlineData(StorageProvider.Sqlite, "Data Source=gateway.db;Mode=ReadOnly", "must not be read-only")]
    [InlineData(StorageProvider.Sqlite, "Host=localhost;Password=secret", "is not a connection string of Sqlite")]
    [InlineData(StorageProvider.PostgreSql, "Database=gateway;Password=secret", "must name a server")]
    [InlineData(StorageProvider.PostgreSql, "Data Source=gateway.db;Mode=secret", "is not a connection string of PostgreSql")]
    [InlineData(StorageProvider.SqlServer, "Database=gateway;Password=secret", "must name a server")]
    [InlineData((StorageProvider)9, "Data Source=gateway.db", "Storage:Provider must be one of Sqlite, PostgreSql, SqlServer")]
    internal void A_wrong_setting_is_named_but_not_quoted(StorageProvider provider, string connectionString, string reason)
    {
        var said = Assert.Single(ReasonsAgainst(new StorageOptions { Provider = provider, ConnectionString = connectionString }));

        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_is_given_at_once()
    {
        var reasons = ReasonsAgainst(new StorageOptions { Provider = StorageProvider.PostgreSql, MaxMegabytes = 0 });

        Assert.Equal(3, reasons.Count());
    }

    private static IEnumerable<string> ReasonsAgainst(StorageOptions options) =>
        new StorageOptionsValidator().Validate(name: null, options).Failures ?? [];
}
