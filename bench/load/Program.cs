namespace Load;

/// <summary>The tool's entry point.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => LoadCommands.RunAsync(args, TimeProvider.System, Console.Out, Console.Error);
}
