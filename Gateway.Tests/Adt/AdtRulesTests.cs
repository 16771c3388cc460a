using System.Net;
using Gateway.Adt;

namespace Gateway.Tests.Adt;

/// <summary>Where the feed may listen, and to whom.</summary>
public sealed class AdtRulesTests
{
    [Fact]
    public void Without_an_address_nothing_listens_and_nothing_is_asked_for() => Assert.Empty(AdtRules.Check(new AdtOptions()));

    [Theory]
    [InlineData("127.0.0.1:2576", "")]
    [InlineData("[::1]:2576", "")]
    [InlineData("localhost", "Listen")]
    [InlineData("0.0.0.0:2576", "CertificateFile Peers")]
    [InlineData("10.1.2.3:2576", "CertificateFile Peers")]
    public void Beyond_this_machine_it_listens_by_TLS_and_to_whom_is_said(string listen, string wrong) => Assert.Equal(wrong, Complaints(options => options.Listen = listen));

    [Fact]
    public void Unless_somebody_says_that_the_line_is_protected_otherwise() =>
        Assert.Empty(Complaints(options => (options.Listen, options.AllowUnencrypted, options.Peers) = ("0.0.0.0:2576", true, ["10.1.0.0/16"])));

    [Fact]
    public void What_could_not_be_used_is_named() => Assert.Equal(
        "Peers CertificateFile Authorities",
        Complaints(options => (options.Peers, options.CertificateFile, options.Authorities) = (["the engine"], "/no/such.pem", [new() { System = "urn:mrn" }])));

    [Fact]
    public void Who_is_trusted_means_nothing_without_TLS() => Assert.Equal("TrustFile TrustFile", Complaints(options => options.TrustFile = "/no/such.pem"));

    [Fact]
    public void A_file_without_a_certificate_is_none()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal("TrustFile CertificateFile", Complaints(options => (options.TrustFile, options.CertificateFile) = (file, file)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", "", true)]
    [InlineData("::1", "", true)]
    [InlineData("::ffff:127.0.0.1", "", true)]
    [InlineData("10.1.2.3", "", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", "10.1.2.0/24", true)]
    [InlineData("10.1.3.3", "10.1.2.0/24 10.1.2.3", false)]
    [InlineData("fd00::5", "fd00::/8", true)]
    [InlineData("127.0.0.1", "10.1.2.3", false)]
    [InlineData(null, "", false)]
    public void Connections_are_taken_from_whom_is_said_and_else_from_this_machine(string? from, string peers, bool isTaken) => Assert.Equal(
        isTaken, AdtPeers.Of(peers.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Include(from is null ? null : IPAddress.Parse(from)));

    private static string Complaints(Action<AdtOptions> change)
    {
        var options = new AdtOptions { Listen = "127.0.0.1:2576", Authorities = [new() { System = "urn:mrn", Name = "MRN" }] };
        change(options);
        return string.Join(' ', AdtRules.Check(options).Select(complaint => complaint.Setting));
    }
}
