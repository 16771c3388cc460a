using System.Collections.Immutable;
using Gateway.Search;
using Gateway.Triage;
using Gateway.Writes;
using Load.Posting;

namespace Load.Seeding;

/// <summary>Makes the rows of messages that came in one after another over the last two years.</summary>
internal sealed class SeedSource
{
    /// <summary>Sequences that a message takes: its own and its Task's.</summary>
    public const int SequencesEach = 2;

    /// <summary>Different texts; enough that no page of an answer repeats one.</summary>
    private const int Texts = 512;

    /// <summary>One message of so many answers the one before it in its chart.</summary>
    private const int AnswerEvery = 4;

    private static readonly TimeSpan History = TimeSpan.FromDays(730);

    private static readonly ImmutableArray<(string Pool, Urgency Urgency)> Errands =
    [
        ("pool-refill", Urgency.Routine),
        ("pool-scheduling", Urgency.Routine),
        ("pool-billing", Urgency.Routine),
        ("pool-nurse-triage", Urgency.SameDay),
        ("pool-on-call", Urgency.Emergency),
    ];

    private readonly SeedOptions _options;
    private readonly DateTimeOffset _now;
    private readonly long _firstSequence;
    private readonly SeedTemplate[] _beginnings;
    private readonly SeedTemplate[] _answers;
    private readonly Dictionary<string, (string Id, int Number)> _latest = new(StringComparer.Ordinal);

    public SeedSource(SeedOptions options, long firstSequence, TimeProvider clock)
    {
        (_options, _firstSequence, _now) = (options, firstSequence, Stamp.Now(clock));
        var index = new SearchIndex([]);
        var generator = new SentenceGenerator(options.Seed, aboutRelatives: 0);
        string[] texts = [.. Enumerable.Range(0, Texts).Select(_ => generator.Next().Text)];
        _beginnings = Templates(isAnswer: false);
        _answers = Templates(isAnswer: true);

        SeedTemplate[] Templates(bool isAnswer) =>
            [.. texts.Select((text, i) => new SeedTemplate(text, isAnswer, Errands[i % Errands.Length].Pool, Errands[i % Errands.Length].Urgency, index))];
    }

    /// <summary>The rows of the next messages; called for all of them in turn.</summary>
    public SeedRows Make(int from, int count)
    {
        var rows = new SeedRows();
        for (var i = from; i < from + count; i++)
        {
            Make(i, rows);
        }

        rows.Sort();
        return rows;
    }

    private void Make(int i, SeedRows rows)
    {
        var (chart, at) = (_options.ChartOf(i), TimeOf(i));
        var (latest, number) = _latest.GetValueOrDefault(chart);
        var isAnswer = number % AnswerEvery == AnswerEvery - 1;
        var values = new SeedValues(Id(at), Id(at), chart, isAnswer ? latest : string.Empty, at);
        (isAnswer ? _answers : _beginnings)[i % Texts].Fill(values, _firstSequence + ((long)i * SequencesEach), rows);
        _latest[chart] = (values.Message, number + 1);
    }

    private DateTimeOffset TimeOf(int i)
    {
        var age = History * (1 - ((double)i / _options.Count));
        return _now - TimeSpan.FromMilliseconds(Math.Floor(age.TotalMilliseconds));
    }

    private static string Id(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("D");
}
