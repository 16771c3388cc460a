using Gateway.Audit;

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

        await using var gateway = GatewayHost.Build(args);
        await gateway.RunAsync();
        return Environment.ExitCode;
    }
}
