using System.Diagnostics;
using System.Text;
using Gateway.Tests.Support;

namespace Gateway.Tests.Clients;

/// <summary>One run of a script of this folder by node, with what it printed.</summary>
internal sealed record NodeRun(int ExitCode, string[] Output, string Error)
{
    private const string Folder = "Gateway.Tests/Clients";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a script; skips the test where node or its packages are missing.</summary>
    public static async Task<NodeRun> OfAsync(string script, IReadOnlyDictionary<string, string>? environment = null, params string[] args)
    {
        var node = Find();
        Assert.SkipWhen(node is null, "node is not installed.");
        Assert.SkipUnless(Directory.Exists(Repository.PathOf($"{Folder}/node_modules")), $"{Folder} has no node_modules: run npm ci there.");
        var start = new ProcessStartInfo(node!, [script, .. args])
        {
            WorkingDirectory = Repository.PathOf(Folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return await RunAsync(start);
    }

    private static async Task<NodeRun> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new NodeRun(process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, "node"), Path.Combine(folder, "node.exe") })
        .FirstOrDefault(File.Exists);
}
