using Gateway.Connections;

namespace Gateway.Tests.Connections;

/// <summary>What an EHR that takes HL7 v2 must be told is asked for at the start.</summary>
public sealed class Hl7v2RulesTests
{
    [Fact]
    public void What_is_complete_is_taken() => Assert.Empty(Complaints(Complete()));

    [Fact]
    public void All_that_is_missing_is_said() => Assert.Equal(
        [nameof(Hl7v2Options.Address), nameof(Hl7v2Options.DocumentType), nameof(Hl7v2Options.Authorities)], Complaints(new Hl7v2Options()));

    [Fact]
    public void The_settings_belong_to_this_kind_alone()
    {
        Assert.Equal([nameof(EhrOptions.Hl7v2)], Complaints(null));
        Assert.Equal([nameof(EhrOptions.Hl7v2)], Complaints(Complete(), EhrKind.Epic));
    }

    [Theory]
    [InlineData("mllp://127.0.0.1:2575", true)]
    [InlineData("mllps://engine.example:2575", true)]
    [InlineData("mllp://engine.example:2575", false)]
    [InlineData("mllps://engine.example", false)]
    [InlineData("tcp://127.0.0.1:2575", false)]
    [InlineData("mllp://127.0.0.1:2575/path", false)]
    [InlineData("/mllp", false)]
    public void A_message_leaves_in_the_clear_to_this_machine_alone(string address, bool isTaken)
    {
        var options = Complete();
        options.Address = new Uri(address, UriKind.RelativeOrAbsolute);

        Assert.Equal(isTaken ? [] : [nameof(Hl7v2Options.Address)], Complaints(options));
    }

    [Fact]
    public void Unless_somebody_says_that_the_line_is_protected_otherwise()
    {
        var options = Complete();
        (options.Address, options.AllowUnencrypted) = (new Uri("mllp://engine.example:2575"), true);

        Assert.Empty(Complaints(options));
    }

    [Fact]
    public void What_could_not_be_used_is_named()
    {
        var options = Complete();
        (options.TrustFile, options.CertificateFile, options.Connections, options.Processing) = ("/no/such.pem", "/nor/this.pem", 0, "X");
        options.Persons = new() { ["the pool"] = "P1" };
        options.TransientErrors = ["busy"];
        options.Authorities = [new() { System = "urn:mrn" }];

        Assert.Equal(
            [
                nameof(Hl7v2Options.TrustFile), nameof(Hl7v2Options.CertificateFile), nameof(Hl7v2Options.Connections), nameof(Hl7v2Options.Processing),
                nameof(Hl7v2Options.Authorities), nameof(Hl7v2Options.Persons), nameof(Hl7v2Options.TransientErrors),
            ],
            Complaints(options));
    }

    internal static Hl7v2Options Complete() => new()
    {
        Address = new Uri("mllp://127.0.0.1:2575"),
        DocumentType = "PM",
        Authorities = [new() { System = "urn:mrn", Name = "MRN" }],
    };

    private static IEnumerable<string> Complaints(Hl7v2Options? hl7v2, EhrKind kind = EhrKind.Hl7v2) =>
        ConnectorRules.Check(new EhrOptions { FhirBase = new Uri("https://ehr.example/fhir"), Connector = kind, Hl7v2 = hl7v2 }).Select(complaint => complaint.Setting);
}
