using Load.Servers;

namespace Load.Comparing;

/// <summary>Times a start from the process's birth to its first answer.</summary>
internal sealed class StartupRun(string directory, TimeProvider clock)
{
    /// <summary>An ASP.NET Core app that does nothing.</summary>
    public Task<TimeSpan> EmptyAsync(string program, CancellationToken cancellationToken)
    {
        var address = LoopbackPort.NewAddress();
        return TimeAsync("Empty", program, [$"--urls={address}"], address, cancellationToken);
    }

    /// <summary>The whole sandbox: EHR, gateway and add-on; the answer awaited is the gateway's.</summary>
    public Task<TimeSpan> SandboxAsync(string program, string data, CancellationToken cancellationToken)
    {
        var gateway = LoopbackPort.NewAddress();
        string[] arguments =
        [
            "--data", Path.Combine(directory, data), "--gateway-url", Origin(gateway),
            "--ehr-url", Origin(LoopbackPort.NewAddress()), "--smartapp-url", Origin(LoopbackPort.NewAddress()),
        ];
        return TimeAsync("Sandbox", program, arguments, new Uri(gateway, "fhir/metadata"), cancellationToken);
    }

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private async Task<TimeSpan> TimeAsync(string name, string program, string[] arguments, Uri url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var start = clock.GetTimestamp();
        await using var server = ServerProcess.Start(name, program, arguments, Path.Combine(directory, $"{name}.log"));
        await server.ReadyAsync(http, url, clock, cancellationToken);
        return clock.GetElapsedTime(start);
    }
}
