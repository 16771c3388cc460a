using System.CommandLine;

namespace Load.Comparing;

/// <summary>The options of a comparison: how much is sent in each round, and where its table goes.</summary>
internal sealed class ComparisonArguments(int messages, int warmUp, int rounds, int concurrency)
{
    private readonly Option<int> _messages = new("--messages") { Description = "Messages of each kind in each round.", DefaultValueFactory = _ => messages };
    private readonly Option<int> _warmUp = new("--warmup") { Description = "Messages of each kind before, uncounted: the runtime compiles hot code again until then.", DefaultValueFactory = _ => warmUp };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Rounds; the median is reported.", DefaultValueFactory = _ => rounds };
    private readonly Option<int> _concurrency = new("--concurrency", "-c") { Description = "Requests kept under way.", DefaultValueFactory = _ => concurrency };
    private readonly Option<int> _charts = new("--charts") { Description = "Charts to write to.", DefaultValueFactory = _ => 128 };
    private readonly Option<FileInfo?> _output = new("--out") { Description = "Write the Markdown table to this file too." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_messages, _warmUp, _rounds, _concurrency, _charts, _output])
        {
            command.Add(option);
        }
    }

    public ThroughputPlan Plan(ParseResult parsed) => new(
        parsed.GetValue(_messages), parsed.GetValue(_warmUp), parsed.GetValue(_rounds), parsed.GetValue(_concurrency), parsed.GetValue(_charts));

    /// <summary>Runs in a directory that is gone afterwards, and publishes the table.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="runAsync">Compares; the table, and whether its bars hold.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<int> RunAsync(ParseResult parsed, Func<string, Task<(string Table, bool Holds)>> runAsync, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("comparison-");
        try
        {
            var (table, holds) = await runAsync(directory.FullName);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(table);
            if (parsed.GetValue(_output) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, table, cancellationToken);
            }

            return holds ? ExitCode.Ok : ExitCode.Failed;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
