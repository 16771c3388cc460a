namespace SmartApp;

/// <summary>The add-on's entry point.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        await using var app = SmartAppHost.Build(args);
        await app.RunAsync();
    }
}
