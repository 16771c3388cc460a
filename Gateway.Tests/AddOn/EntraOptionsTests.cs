using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using SmartApp.Ehrs;

namespace Gateway.Tests.AddOn;

public sealed class EntraOptionsTests
{
    private const string Gateway = "https://gateway.example/fhir";

    [Fact]
    public void What_the_documentation_shows_is_taken() => Assert.Empty(Complaints());

    [Fact]
    public void Without_its_section_there_is_none() => Assert.Empty(Failures(EntraOptions.Of(new ConfigurationBuilder().Build())));

    [Theory]
    [InlineData("TenantId must", "TenantId", "")]
    [InlineData("TenantId must", "TenantId", "common")]
    [InlineData("TenantId must", "TenantId", "clinic.onmicrosoft.com")]
    [InlineData("ClientId must", "ClientId", "care-messages")]
    [InlineData("Scope must", "Scope", "")]
    [InlineData("Scope must", "Scope", "operate")]
    [InlineData("Scope must", "Scope", "api://d0c9b8a7-1f2e-4d3c-8b4a-5e6f7a8b9c0d/operate User.Read")]
    [InlineData("one of ClientSecret", "ClientSecret", "")]
    [InlineData("one of ClientSecret", "CertificateFile", "/nowhere/add-on.pfx")]
    [InlineData("CertificateFile cannot be read", "CertificateFile", "/nowhere/add-on.pfx", "ClientSecret", "")]
    [InlineData("Certificate cannot be read", "Certificate", "no Base64", "ClientSecret", "")]
    [InlineData("Instance must", "Instance", "http://login.example")]
    [InlineData("Instance must", "Instance", "https://login.microsoftonline.us/common")]
    [InlineData("GatewayBase must", "GatewayBase", "gateway.example/fhir")]
    public void A_wrong_setting_stops_the_start(string reason, params string[] settings) =>
        Assert.Contains(Complaints(settings), complaint => complaint.StartsWith($"Entra:{reason}", StringComparison.Ordinal));

    [Fact]
    public void Every_reason_is_given_at_once() =>
        Assert.Equal(4, Complaints("TenantId", "", "ClientId", "", "Scope", "", "ClientSecret", "").Count());

    [Fact]
    public void A_certificate_is_taken_with_its_password_and_its_private_key_alone()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=add-on", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        using var half = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
        var (whole, open) = (Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12, "secret")), Convert.ToBase64String(half.Export(X509ContentType.Pkcs12)));

        Assert.Empty(Complaints("ClientSecret", "", "Certificate", whole, "CertificatePassword", "secret"));
        Assert.Contains("cannot be read", Assert.Single(Complaints("ClientSecret", "", "Certificate", whole, "CertificatePassword", "another")), StringComparison.Ordinal);
        Assert.Contains("private key", Assert.Single(Complaints("ClientSecret", "", "Certificate", open)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Gateway, Gateway, true)]
    [InlineData(Gateway, "https://other.example/fhir", false)]
    public void The_gateway_is_that_of_the_EHRs_if_they_have_one_in_common(string first, string second, bool isKnown)
    {
        var options = Of("GatewayBase", "", "SmartApp:Ehrs:0:GatewayBase", first, "SmartApp:Ehrs:1:GatewayBase", second);

        Assert.Equal(isKnown ? [] : ["Entra:GatewayBase"], Failures(options).Select(failure => failure.Split(' ')[0]));
    }

    [Fact]
    public void No_EHR_is_called_like_the_directory() => Assert.Contains(
        new SmartAppOptionsValidator().Validate(null, new SmartAppOptions { Ehrs = [new EhrOptions { Id = "entra" }] }).Failures!,
        failure => failure.StartsWith("SmartApp:Ehrs:0:Id cannot be entra", StringComparison.Ordinal));

    [Fact]
    public void No_EHR_is_asked_for_more_than_an_address_can_carry() => Assert.Contains(
        new SmartAppOptionsValidator().Validate(null, new SmartAppOptions { Ehrs = [new EhrOptions { Id = "clinic", PatientScope = new string('s', 2001) }] }).Failures!,
        failure => failure.StartsWith("SmartApp:Ehrs:0:PatientScope must be 2000 characters at most", StringComparison.Ordinal));

    private static IEnumerable<string> Complaints(params string[] settings) => Failures(Of(settings));

    private static IEnumerable<string> Failures(EntraOptions options) => new EntraOptionsValidator().Validate(null, options).Failures ?? [];

    private static EntraOptions Of(params string[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Entra:TenantId"] = "8a1e3c52-7d44-4f0e-9b43-0c2f6a5d7e91",
            ["Entra:ClientId"] = "b6f0a3f4-9d1c-4b52-8a77-3f5e2c1d0b9a",
            ["Entra:Scope"] = "api://d0c9b8a7-1f2e-4d3c-8b4a-5e6f7a8b9c0d/operate",
            ["Entra:ClientSecret"] = "secret",
            ["Entra:GatewayBase"] = Gateway,
        };
        foreach (var pair in settings.Chunk(2))
        {
            values[pair[0].Contains(':', StringComparison.Ordinal) ? pair[0] : $"Entra:{pair[0]}"] = pair[1];
        }

        return EntraOptions.Of(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
