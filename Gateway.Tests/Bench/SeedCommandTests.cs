using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Bench;

public sealed class SeedCommandTests
{
    [Fact]
    public async Task A_seeded_store_holds_the_messages_spread_over_the_charts()
    {
        using var scratch = new ScratchDirectory();
        var connectionString = $"Data Source={scratch.File("gateway.db")};Pooling=False";
        var run = await ToolRun.OfAsync("seed", "--connection-string", connectionString, "--count", "2500", "--charts", "10");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*), count(DISTINCT Chart), count(DISTINCT ResourceId) FROM Resources WHERE ResourceType = 'Communication'";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal((2500L, 10L, 2500L), (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)));
    }
}
