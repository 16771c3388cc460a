using System.Net;
using Gateway.Topics;

namespace Gateway.Tests.Topics;

public sealed class EndpointPolicyTests
{
    [Theory]
    [InlineData("https://subscriber.example/hook")]
    [InlineData("https://8.8.8.8/hook")]
    [InlineData("http://127.0.0.1:8080/hook")]
    [InlineData("https://ehr.clinic.internal/hook")]
    public void A_public_address_or_a_listed_host_is_taken(string address) =>
        Assert.Null(EndpointPolicy.Objection(new Uri(address), ["127.0.0.1", "ehr.clinic.internal"]));

    [Theory]
    [InlineData("http://subscriber.example/hook")]
    [InlineData("ftp://subscriber.example/hook")]
    [InlineData("https://user:secret@subscriber.example/hook")]
    [InlineData("http://127.0.0.1:8080/hook")]
    [InlineData("https://localhost/hook")]
    [InlineData("https://10.1.2.3/hook")]
    [InlineData("https://192.168.0.9/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[fd00::1]/hook")]
    [InlineData("https://[::ffff:10.0.0.1]/hook")]
    public void What_is_unencrypted_or_leads_inside_is_not(string address) => Assert.NotNull(EndpointPolicy.Objection(new Uri(address), []));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void Only_what_anybody_can_reach_is_public(string address, bool isPublic) => Assert.Equal(isPublic, EndpointPolicy.IsPublic(IPAddress.Parse(address)));
}
