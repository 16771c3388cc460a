using global::Sandbox;

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

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
