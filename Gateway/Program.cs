using Gateway.Audit;
using Gateway.Review.Export;

namespace Gateway;

/// <summary>The gateway's entry point.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [VerifyCommand.Name, .. var arguments])
        {
            await using var store = GatewayHost.Build(arguments);
            return await VerifyCommand.RunAsync(store.Services, store.Configuration, Console.Out, CancellationToken.None);
        }

        if (args is [ExportCommand.Name, .. var period])
        {
            await using var store = GatewayHost.Build(period);
            await using var lines = Console.OpenStandardOutput();
            return await ExportCommand.RunAsync(store.Services, store.Configuration, lines, Console.Error, CancellationToken.None);
        }

        await using var gateway = GatewayHost.Build(args);
        await gateway.RunAsync();
        return Environment.ExitCode;
    }
}
