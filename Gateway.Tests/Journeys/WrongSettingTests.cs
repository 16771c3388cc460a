using Gateway.Tests.OnCall;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Journeys;

/// <summary>Settings that cannot work stop the whole gateway's start: what is asked first there is asked here, without what a start costs.</summary>
public sealed class WrongSettingTests
{
    private static readonly Dictionary<string, string> Right = new()
    {
        ["Gateway:PublicBase"] = "https://messages.example.org/fhir",
        ["Access:Audience"] = "https://messages.example.org/fhir",
        ["Access:Issuers:0:Issuer"] = "https://ehr.example.org",
        ["Ehr:FhirBase"] = "https://ehr.example.org/fhir",
        ["Storage:ConnectionString"] = "Data Source=gateway.db",
        ["OnCall:Webhooks:0:Name"] = "pager",
        ["OnCall:Webhooks:0:Url"] = "http://127.0.0.1:9/page",
        ["OnCall:Webhooks:0:Secret"] = Pager.Secret,
        ["OnCall:Mail:Host"] = "127.0.0.1",
        ["OnCall:Mail:Encryption"] = "None",
        ["OnCall:Mail:From"] = "gateway@clinic.test",
    };

    [Fact]
    public Task What_is_right_does_not() => StartsAsync([]);

    [Theory]
    [InlineData("OnCall:Webhooks:0:Url", "http://pager.example.org/page")]
    [InlineData("OnCall:Webhooks:0:Secret", "short")]
    [InlineData("OnCall:Mail:Host", "mail.example.org")]
    [InlineData("OnCall:TimeoutSeconds", "40")]
    [InlineData("Review:Ageing:RoutineMinutes", "0")]
    [InlineData("Review:Ageing:SweepSeconds", "-1")]
    [InlineData("Inbox:SweepSeconds", "0")]
    [InlineData("Delivery:PerSecond", "0")]
    public async Task What_cannot_work_does(string key, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => StartsAsync(new() { [key] = value }));

    private static async Task StartsAsync(Dictionary<string, string> besides)
    {
        var settings = new Dictionary<string, string>(Right);
        foreach (var (key, value) in besides)
        {
            settings[key] = value;
        }

        await using var gateway = GatewayHost.Build([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        gateway.Services.GetRequiredService<IStartupValidator>().Validate();
    }
}
