using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Policies;

public sealed class PoliciesSetupTests
{
    [Theory]
    [InlineData("{}", "version")]
    [InlineData("not json", "line")]
    public void A_gateway_without_a_usable_policy_does_not_start_and_says_why(string content, string named)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, content);

        var failure = Assert.Throws<InvalidOperationException>(() => GatewayHost.Build([], builder =>
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Policy:File"] = file })));

        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        Assert.Contains(named, failure.Message, StringComparison.OrdinalIgnoreCase);
        File.Delete(file);
    }
}
