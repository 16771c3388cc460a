using Microsoft.AspNetCore.Connections;

namespace Sandbox;

/// <summary>Starts the whole system on one machine: a simulated EHR, the gateway and the add-on.</summary>
internal static class Program
{
    private const int CannotStart = 1;
    private const int WrongOptions = 2;

    private static async Task<int> Main(string[] args)
    {
        switch (CommandLine.Parse(args))
        {
            case ParsedCommand.Mistake mistake:
                await Console.Error.WriteLineAsync($"{mistake.Complaint} {CommandLine.Usage}");
                return WrongOptions;
            case ParsedCommand.Run run when DataDirectory.Prepare(run.Options) is { } problem:
                await Console.Error.WriteLineAsync(problem);
                return CannotStart;
            case ParsedCommand.Run run:
                return await RunAsync(run.Options);
            default:
                return WrongOptions;
        }
    }

    private static async Task<int> RunAsync(SandboxOptions options)
    {
        try
        {
            await using var host = await SandboxHost.StartAsync(options, CancellationToken.None);
            await Console.Out.WriteLineAsync(Welcome.Text(options));
            var warmingUp = host.WarmUpAsync();
            await host.WaitForStopAsync();
            await warmingUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Set by a part that could not go on.
            return Environment.ExitCode;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"A port is in use: {e.Message} Stop what is there, or choose others with --ehr-url, --gateway-url and --smartapp-url.");
            return CannotStart;
        }
    }
}
