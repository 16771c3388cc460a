using System.CommandLine;
using Load.Driving;

namespace Load.Reporting;

/// <summary>The options that every measured command shares: how hard to drive, and where the report goes.</summary>
internal sealed class ReportArguments
{
    private readonly Option<int> _concurrency = new("--concurrency", "-c")
    {
        Description = "Requests kept under way.",
        DefaultValueFactory = _ => 64,
    };

    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = "Longest wait for one answer, in seconds.",
        DefaultValueFactory = _ => 30,
    };

    private readonly Option<int?> _serverPid = new("--server-pid")
    {
        Description = "Process id of the server, if it runs on this machine: reports its CPU time and memory.",
    };

    private readonly Option<FileInfo?> _json = new("--json") { Description = "Also write the report to this file as JSON." };

    public void AddTo(Command command)
    {
        _concurrency.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--concurrency must be at least 1.");
            }
        });
        command.Add(_concurrency);
        command.Add(_timeout);
        command.Add(_serverPid);
        command.Add(_json);
    }

    public int Concurrency(ParseResult parsed) => parsed.GetValue(_concurrency);

    public TimeSpan AnswerTimeout(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(_timeout));

    public int? ServerPid(ParseResult parsed) => parsed.GetValue(_serverPid);

    public ClosedLoop Loop(ParseResult parsed, TimeProvider clock) => new(Concurrency(parsed), AnswerTimeout(parsed), clock);

    /// <summary>Prints the report; the exit code says whether each request got an answer that was no server error.</summary>
    public async Task<int> PublishAsync(LoadReport report, ParseResult parsed, CancellationToken cancellationToken)
    {
        await parsed.InvocationConfiguration.Output.WriteAsync(LoadReportText.Render(report));
        if (parsed.GetValue(_json) is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, LoadReportJson.Render(report), cancellationToken);
        }

        return report.Tally.Failures == 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
