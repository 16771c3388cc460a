using System.Security.Cryptography;
using Gateway.Connections;

namespace Gateway.Tests.Connections;

/// <summary>A misconfigured connection stops the start, with every reason and without a secret in it.</summary>
public sealed class EhrOptionsTests : IDisposable
{
    private readonly KeyFiles _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task A_local_EHR_without_sign_in_is_fine()
    {
        await using var host = ConnectedHost.To(new Uri("http://127.0.0.1:5090/fhir"));

        Assert.Empty(host.Complaints());
    }

    [Theory]
    [InlineData("fhir")]
    [InlineData("ftp://ehr.example/fhir")]
    public async Task An_address_that_is_no_web_address_is_refused(string address)
    {
        await using var host = ConnectedHost.To(new Uri(address, UriKind.RelativeOrAbsolute));

        Assert.Contains(host.Complaints(), complaint => complaint.Contains("FhirBase", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_in_the_clear_is_refused_and_all_reasons_are_given()
    {
        await using var host = ConnectedHost.To(
            new Uri("http://ehr.example/fhir"), _keys.Text("not a key"), new Uri("http://ehr.example/token"));

        var complaints = string.Join('\n', host.Complaints());
        Assert.Contains("FhirBase", complaints, StringComparison.Ordinal);
        Assert.Contains("TokenEndpoint", complaints, StringComparison.Ordinal);
        Assert.Contains("KeyFile", complaints, StringComparison.Ordinal);
        Assert.DoesNotContain("not a key", complaints, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/file", "cannot be read")]
    [InlineData(null, "no certificate")]
    public async Task A_file_of_certificates_without_any_stops_the_start(string? file, string complaint)
    {
        await using var host = ConnectedHost.To(new Uri("https://ehr.example/fhir"), more: ("Ehr:TrustFile", file ?? _keys.Text("no certificate")));

        Assert.Contains(complaint, Assert.Single(host.Complaints()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PeriodSeconds", "0")]
    [InlineData("OverlapSeconds", "0")]
    [InlineData("PageSize", "1001")]
    public async Task A_setting_of_replies_that_makes_no_sense_stops_the_start(string setting, string value)
    {
        await using var host = ConnectedHost.To(new Uri("http://127.0.0.1:5090/fhir"), more: ($"Ehr:Replies:{setting}", value));

        Assert.Contains(host.Complaints(), complaint => complaint.Contains(setting, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_cannot_sign_for_SMART_is_refused()
    {
        Assert.NotNull(SigningKey.Complaint(_keys.PublicOnly()));
        Assert.NotNull(SigningKey.Complaint(_keys.Elliptic(ECCurve.NamedCurves.nistP256).File));
        Assert.NotNull(SigningKey.Complaint(_keys.Text("{}")));
        Assert.NotNull(SigningKey.Complaint("/no/such/file"));
    }

    [Fact]
    public void Both_kinds_of_key_are_taken()
    {
        Assert.Null(SigningKey.Complaint(_keys.Rsa().File));
        Assert.Null(SigningKey.Complaint(_keys.Elliptic(ECCurve.NamedCurves.nistP384).File));
    }
}
