using System.Diagnostics;

namespace Gateway.Tests.Support;

/// <summary>A PostgreSQL server of a test's own, for what must not happen to the one that the others use: it is cut off and started again.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string folder;
    private readonly string process;

    private OwnPostgres(string folder, string process, string connectionString) => (this.folder, this.process, ConnectionString) = (folder, process, connectionString);

    /// <summary>Of a database that is not there yet.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts one; skips the test where the tests have no PostgreSQL at all.</summary>
    public static async Task<OwnPostgres> StartAsync()
    {
        Assert.SkipWhen(
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestDatabase.PostgresVariable)), $"No PostgreSQL server: {TestDatabase.PostgresVariable} is not set.");
        var said = await RunAsync($"servers_start && printf '%s\\n%s\\n%s\\n' \"$servers_folder\" \"$servers_postgres_pid\" \"${TestDatabase.PostgresVariable}\"");
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new OwnPostgres(lines[^3], lines[^2], lines[^1].Replace("Database=postgres", $"Database=gateway_{Guid.NewGuid():N}", StringComparison.Ordinal));
    }

    /// <summary>Every connection is cut without a word, as in a crash, and a while later there is a server again.</summary>
    public Task RestartAsync() => RunAsync(
        $"cd '{folder}' && bin=$(servers_postgres_bin) && servers_as_postgres \"$bin/pg_ctl\" --pgdata data --log log --wait --mode immediate restart");

    public async ValueTask DisposeAsync() => await RunAsync(
        $"servers_folder='{folder}'; servers_postgres_pid=$(servers_as_postgres head -n 1 '{folder}/data/postmaster.pid' || echo {process}); servers_stop");

    private static async Task<string> RunAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"set -e; source '{Repository.PathOf("Gateway.Tests/Support/servers.sh")}'; {commands}"])
        {
            RedirectStandardOutput = true,
        };
        using var bash = Process.Start(start)!;

        // The server inherits the pipe: what is said is read until bash itself ends.
        var reading = bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal(0, bash.ExitCode);
        return await reading.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
