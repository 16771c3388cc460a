using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Limits;

public sealed class RequestTimeoutTests
{
    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up_and_what_it_waited_for_with_it()
    {
        await using var gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Limits:RequestSeconds"] = "2", ["Ehr:TimeoutSeconds"] = "60", ["Delivery:LeaseSeconds"] = "190" }));
        var token = await gateway.Ehr.TokenAsync("susie-smith", "susie-smith");
        // The first request of a process is slow by itself.
        await gateway.GetAsync("Communication", token);
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        await gateway.Ehr.FaultAsync("slow", "reads", ms: 120_000);

        var start = TimeProvider.System.GetTimestamp();
        var answer = await gateway.PostAsync(AMessage.From("susie-smith", "susie-smith"), token);

        Assert.Equal(503, answer.Status);
        Assert.Equal("5", answer.Headers["Retry-After"]);
        Assert.Equal("timeout", (string?)answer.Json["issue"]![0]!["code"]);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        // Well before the EHR's own limit: the call to it was cancelled, and not waited for.
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(40));
    }
}
