using Load;

namespace Gateway.Tests.Bench;

/// <summary>One run of the load tool, as a shell sees it.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public static async Task<ToolRun> OfAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await LoadCommands.RunAsync(args, TimeProvider.System, output, error);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }
}
