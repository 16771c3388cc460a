using System.Diagnostics;

namespace Load.Servers;

/// <summary>One server as a process of its own, so that it can be killed and measured apart from this tool.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _name;
    private readonly string _log;
    private readonly Task _copying;

    private ServerProcess(Process process, string name, string log)
    {
        _process = process;
        _name = name;
        _log = log;
        _copying = Task.WhenAll(AppendAsync(process.StandardOutput), AppendAsync(process.StandardError));
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts <c>dotnet program arguments</c>; what it prints goes to <paramref name="log"/>.</summary>
    public static ServerProcess Start(string name, string program, IEnumerable<string> arguments, string log)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new ServerProcess(Process.Start(start) ?? throw new CannotRunException($"{name} did not start."), name, log);
    }

    /// <summary>Waits until <paramref name="url"/> answers 200; a server that ends or never answers is reported with the end of its log.</summary>
    public async Task ReadyAsync(HttpClient http, Uri url, TimeProvider clock, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (!await AnswersAsync(http, url, cancellationToken))
        {
            if (_process.HasExited || clock.GetElapsedTime(start) > StartLimit)
            {
                throw new CannotRunException(await ExplainAsync(url));
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }
    }

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _copying;
    }

    /// <summary>SIGTERM, as a service manager ends it; the answer is the process's exit code.</summary>
    public async Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        // .NET sends no signal but SIGKILL.
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        await _process.WaitForExitAsync(cancellationToken);
        await _copying;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            using var limit = new CancellationTokenSource(StopLimit);
            await _process.WaitForExitAsync(limit.Token);
        }

        await _copying;
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(url, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task AppendAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (_process)
            {
                File.AppendAllText(_log, line + Environment.NewLine);
            }
        }
    }

    private async Task<string> ExplainAsync(Uri url)
    {
        var printed = File.Exists(_log)
            ? string.Join(Environment.NewLine, (await File.ReadAllLinesAsync(_log)).Where(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal)).TakeLast(20))
            : "It printed nothing.";
        var state = _process.HasExited ? $"ended with exit code {_process.ExitCode}" : $"did not answer {url}";
        return $"{_name} {state}.{Environment.NewLine}{printed}";
    }
}
