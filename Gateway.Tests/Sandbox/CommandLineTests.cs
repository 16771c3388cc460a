using System.Diagnostics;
using Gateway.Storage;
using Gateway.Tests.Support;
using global::Sandbox;
using global::Sandbox.Ehr.Records;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmartApp.Storage;

namespace Gateway.Tests.Sandbox;

/// <summary>The sandbox's options, and the care it takes of directories that are not its own.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sandbox-options-").FullName;

    [Fact]
    public void Without_options_everything_runs_on_the_default_ports()
    {
        var options = Assert.IsType<ParsedCommand.Run>(CommandLine.Parse([])).Options;
        Assert.Equal(SandboxPart.All, options.Parts);
        Assert.Equal(
            ("http://127.0.0.1:5090/fhir", "http://127.0.0.1:5080/fhir", 5070),
            (options.EhrFhirBase, options.GatewayFhirBase, options.SmartAppUrl.Port));
    }

    [Fact]
    public void Options_are_taken_with_a_space_or_an_equals_sign()
    {
        var options = Assert.IsType<ParsedCommand.Run>(
            CommandLine.Parse(["--ehr-url", "http://127.0.0.1:1", "--gateway-url=http://127.0.0.1:2", "--data", _directory, "--fresh", "--ehr-flavour", "oracle", "--families=3", "--only", "ehr"])).Options;
        Assert.Equal(3, options.Families);
        Assert.Equal(EhrFlavour.Oracle, options.EhrFlavour);
        Assert.Equal((1, 2), (options.EhrUrl.Port, options.GatewayUrl.Port));
        Assert.Equal((_directory, true, SandboxPart.Ehr), (options.DataDirectory, options.Fresh, options.Parts));
    }

    [Fact]
    public void An_EHR_that_takes_HL7_v2_has_a_port_for_it()
    {
        var options = Assert.IsType<ParsedCommand.Run>(CommandLine.Parse(["--ehr-flavour", "hl7v2", "--mllp-port", "6000"])).Options;
        Assert.Equal((EhrFlavour.Hl7v2, "mllp://127.0.0.1:6000"), (options.EhrFlavour, options.MllpAddress));
    }

    [Fact]
    public void To_an_EHR_with_TLS_the_gateway_comes_by_TLS_and_trusts_its_authority()
    {
        var options = Assert.IsType<ParsedCommand.Run>(CommandLine.Parse(["--ehr-flavour", "hl7v2", "--tls-port", "6001"])).Options;
        var settings = GatewaySettings.For(options);
        Assert.Equal(
            ("https://127.0.0.1:6001/fhir", "mllps://127.0.0.1:5091", options.EhrAuthorityFile, options.EhrAuthorityFile),
            (settings["Ehr:FhirBase"], settings["Ehr:Hl7v2:Address"], settings["Ehr:TrustFile"], settings["Ehr:Hl7v2:TrustFile"]));
    }

    [Theory]
    [InlineData("--port", "80")]
    [InlineData("--ehr-url", "nonsense")]
    [InlineData("--ehr-url", "http://127.0.0.1:1/with/path")]
    [InlineData("--only", "everything")]
    [InlineData("--ehr-flavour", "vanilla")]
    [InlineData("--mllp-port", "0")]
    [InlineData("--mllp-port", "mllp")]
    [InlineData("--tls-port", "https")]
    [InlineData("--ehr-updates", "--ehr-flavour", "epic")]
    [InlineData("--families", "many")]
    [InlineData("--families", "-1")]
    [InlineData("--data")]
    [InlineData("stray")]
    public void What_is_not_an_option_is_named(params string[] args) =>
        Assert.Contains(args[0], Assert.IsType<ParsedCommand.Mistake>(CommandLine.Parse(args)).Complaint, StringComparison.Ordinal);

    [Fact]
    public void Fresh_empties_only_a_directory_that_the_sandbox_made()
    {
        var precious = Path.Combine(_directory, "thesis.txt");
        File.WriteAllText(precious, "years of work");
        Assert.NotNull(DataDirectory.Prepare(new SandboxOptions { DataDirectory = _directory, Fresh = true }));
        Assert.True(File.Exists(precious));

        var own = Path.Combine(_directory, "own");
        Assert.Null(DataDirectory.Prepare(new SandboxOptions { DataDirectory = own }));
        var stale = Path.Combine(own, "stale.db");
        File.WriteAllText(stale, "");
        Assert.Null(DataDirectory.Prepare(new SandboxOptions { DataDirectory = own, Fresh = true }));
        Assert.False(File.Exists(stale));
        Assert.True(File.Exists(Path.Combine(own, DataDirectory.Marker)));
    }

    [Fact]
    public void A_directory_that_was_there_already_is_used_but_never_emptied()
    {
        File.WriteAllText(Path.Combine(_directory, "theirs.txt"), "");
        Assert.Null(DataDirectory.Prepare(new SandboxOptions { DataDirectory = _directory }));
        Assert.NotNull(DataDirectory.Prepare(new SandboxOptions { DataDirectory = _directory, Fresh = true }));
    }

    [Theory]
    [InlineData("ehr.db", "CREATE TABLE communication(sequence INTEGER PRIMARY KEY, content BLOB NOT NULL)")]
    [InlineData("gateway.db", "CREATE TABLE __EFMigrationsHistory(MigrationId TEXT); INSERT INTO __EFMigrationsHistory VALUES ('20240101000000_Initial')")]
    [InlineData("smartapp/smartapp.db", "CREATE TABLE Launches(Handle TEXT)")]
    public void Data_of_another_version_is_told_with_what_to_do_unless_the_part_it_is_of_does_not_run(string store, string sql)
    {
        Run(store, sql);
        var part = store.StartsWith("ehr", StringComparison.Ordinal) ? SandboxPart.Ehr : store.StartsWith("gateway", StringComparison.Ordinal) ? SandboxPart.Gateway : SandboxPart.SmartApp;

        var complaint = DataDirectory.Prepare(new SandboxOptions { DataDirectory = _directory, Parts = part });

        Assert.Contains("--fresh", complaint, StringComparison.Ordinal);
        Assert.Contains("--data", complaint, StringComparison.Ordinal);
        Assert.Null(DataDirectory.Prepare(new SandboxOptions { DataDirectory = _directory, Parts = SandboxPart.All & ~part }));
    }

    [Fact]
    public async Task A_command_with_data_of_another_version_ends_before_it_listens_and_data_of_its_own_are_taken()
    {
        new EhrDatabase(new SandboxOptions { DataDirectory = _directory }).Create();
        Directory.CreateDirectory(Path.Combine(_directory, "smartapp"));
        await using (var gateway = new SqliteGatewayDb(new DbContextOptionsBuilder<SqliteGatewayDb>().UseSqlite($"Data Source={_directory}/gateway.db").Options))
        await using (var addOn = new SmartAppDb(new DbContextOptionsBuilder<SmartAppDb>().UseSqlite($"Data Source={_directory}/smartapp/smartapp.db").Options))
        {
            await gateway.Database.MigrateAsync(TestContext.Current.CancellationToken);
            await addOn.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        }

        Assert.Null(DataDirectory.Prepare(new SandboxOptions { DataDirectory = _directory }));

        Run("ehr.db", "ALTER TABLE communication DROP COLUMN content");
        var ended = await EndedAsync("--data", _directory, "--only", "ehr", "--ehr-url", FreePort.Url().GetLeftPart(UriPartial.Authority));
        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Equal($"What is in {_directory} was written by another version of the sandbox: begin anew with --fresh, or choose another --data.", ended.Error.Trim());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private void Run(string store, string sql)
    {
        var file = Path.Combine(_directory, store);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<(int Code, string Output, string Error)> EndedAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var sandbox = Process.Start(start)!;
        try
        {
            var (output, error) = (sandbox.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), sandbox.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await sandbox.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            return (sandbox.ExitCode, await output, await error);
        }
        finally
        {
            sandbox.Kill();
        }
    }
}
