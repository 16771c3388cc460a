using Gateway.Limits;
using Gateway.Rest;

namespace Gateway.Tests.Limits;

public sealed class LimitsOptionsTests
{
    [Fact]
    public void The_defaults_are_sound() => Assert.True(new LimitsOptionsValidator().Validate(null, new LimitsOptions()).Succeeded);

    [Fact]
    public void Every_wrong_limit_is_told_at_once()
    {
        var wrong = new LimitsOptions
        {
            PerClient = new RateOptions { Burst = 0, PerSecond = 1 },
            RequestSeconds = 0,
            Query = new QueryLimits { MaxChain = 5, MaxParameters = 0 },
            Attachments = new AttachmentLimits { MaxBytes = -1 },
        };

        var failures = new LimitsOptionsValidator().Validate(null, wrong).Failures!.ToArray();
        foreach (var name in (string[])["Burst", "RequestSeconds", "MaxChain", "MaxParameters", "MaxBytes"])
        {
            Assert.Contains(failures, failure => failure.Contains(name, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("fd00::/8", true)]
    [InlineData("proxy.example", false)]
    [InlineData("10.0.0.0/33", false)]
    public void A_trusted_proxy_is_an_address_or_a_network(string proxy, bool isTaken) => Assert.Equal(
        isTaken,
        new RestOptionsValidator().Validate(null, new RestOptions { PublicBase = new Uri("https://gateway.example/fhir"), TrustedProxies = [proxy] }).Succeeded);
}
