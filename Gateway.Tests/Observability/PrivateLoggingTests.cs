using System.Net.Sockets;
using System.Text;
using Gateway.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Observability;

/// <summary>Somebody who looks for a fault turns logging up as far as it goes: even then no address of a search is written.</summary>
public sealed class PrivateLoggingTests
{
    private const string Canary = "quetzalcanary";

    [Fact]
    public async Task No_level_of_logging_writes_what_was_searched_for()
    {
        await using var gateway = await RunningGateway.StartAsync(builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Microsoft"] = "Trace",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
            ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
            ["Logging:LogLevel:System"] = "Trace",
            ["Logging:LogLevel:Polly"] = "Trace",
            ["Logging:LogLevel:Orleans"] = "Information",
            [$"Logging:{typeof(CapturedLog).FullName}:LogLevel:Default"] = "Trace",
            [$"Logging:{typeof(CapturedLog).FullName}:LogLevel:Microsoft.AspNetCore.Hosting"] = "Trace",
        }));
        var token = await gateway.Ehr.TokenAsync("system", scope: "system/*.cruds");
        foreach (var search in (string[])
        [
            $"CommunicationRequest?identifier=urn:clinic%7C{Canary}",
            $"Questionnaire?title={Canary}&_sort=title",
            $"Questionnaire?title:contains={Canary}",
            $"Communication?part-of:Communication.identifier={Canary}",
            $"Task?{Canary}={Canary}",
            $"Nonsense?name={Canary}",
            $"metadata?name={Canary}",
        ])
        {
            Assert.True((await gateway.GetAsync(search, token)).Status is 200 or 400 or 404);
            await gateway.GetAsync(search, "nonsense");
        }

        await gateway.SendAsync(HttpMethod.Delete, $"CommunicationRequest?identifier={Canary}", token);
        await MalformedAsync(gateway.Url);

        Assert.Contains(gateway.Log.Lines, line => line.Contains("Executed DbCommand", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    // Kestrel quotes a request line that it cannot read.
    private static async Task MalformedAsync(Uri url)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"GET /fhir/Task?name={Canary} {Canary} HTTP/1.1\r\nHost: {Canary}\r\n\r\n"), TestContext.Current.CancellationToken);
        var answer = new byte[1024];
        _ = await client.GetStream().ReadAsync(answer, TestContext.Current.CancellationToken);
    }
}
