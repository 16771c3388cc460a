using System.CommandLine;

namespace Load.Posting;

/// <summary>The options that say what is posted.</summary>
internal sealed class PostArguments
{
    private const int DefaultCount = 1000;

    private readonly Option<FileInfo?> _texts = new("--texts") { Description = "Messages from a JSON Lines file: one object a line, its words in 'text'." };

    private readonly Option<string?> _labelField = new("--label-field") { Description = "With --texts: count outcomes for each value of this field." };

    private readonly Option<int?> _count = new("--count", "-n") { Description = "Messages to post; by default each of --texts once, or 1000 generated." };

    private readonly Option<double> _mix = new("--mix") { Description = "Share (0 to 1) of generated messages that are about a relative.", DefaultValueFactory = _ => 0 };

    private readonly Option<int> _seed = new("--seed") { Description = "Seed of the generated messages.", DefaultValueFactory = _ => 1 };

    private readonly Option<int> _warmup = new("--warmup") { Description = "Generated messages to post first, uncounted.", DefaultValueFactory = _ => 0 };

    private readonly Option<bool> _idempotent = new("--idempotent") { Description = "Send an Idempotency-Key with each message." };

    private readonly Option<string?> _run = new("--run") { Description = "Name of the run, the start of each message key; a repeated name repeats the keys." };

    private readonly Option<FileInfo?> _record = new("--record") { Description = "Write what the client was told about each message: key, chart, outcome, HTTP status, id." };

    public void AddTo(Command command)
    {
        command.Add(_texts);
        command.Add(_labelField);
        command.Add(_count);
        command.Add(_mix);
        command.Add(_seed);
        command.Add(_warmup);
        command.Add(_idempotent);
        command.Add(_run);
        command.Add(_record);
    }

    public bool Idempotent(ParseResult parsed) => parsed.GetValue(_idempotent);

    public string? RecordPath(ParseResult parsed) => parsed.GetValue(_record)?.FullName;

    public async Task<OutgoingMessage[]> MessagesAsync(
        ParseResult parsed, IReadOnlyList<string> charts, TimeProvider clock, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(_texts);
        var field = parsed.GetValue(_labelField);
        var wanted = parsed.GetValue(_count);
        var source = file is not null
            ? await TextFile.ReadAsync(file.FullName, field, cancellationToken)
            : MessageSource.Generate(wanted ?? DefaultCount, parsed.GetValue(_seed), parsed.GetValue(_mix));
        var name = parsed.GetValue(_run) ?? Guid.NewGuid().ToString("N")[..8];
        var labelled = file is null ? parsed.GetValue(_mix) > 0 : field is not null;
        return new MessageSource(name, charts, clock).Make(source, wanted ?? source.Count, labelled);
    }

    public OutgoingMessage[] WarmUp(ParseResult parsed, IReadOnlyList<string> charts, TimeProvider clock)
    {
        var number = parsed.GetValue(_warmup);
        return number == 0
            ? []
            : new MessageSource($"warmup-{Guid.NewGuid():N}", charts, clock).Make(MessageSource.Generate(number, parsed.GetValue(_seed), 0), number, false);
    }
}
