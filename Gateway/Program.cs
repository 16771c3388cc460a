namespace Gateway;

/// <summary>The gateway's entry point.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        await using var gateway = GatewayHost.Build(args);
        await gateway.RunAsync();
    }
}
