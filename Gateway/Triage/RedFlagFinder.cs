using System.Collections.Immutable;
using Gateway.Text;

namespace Gateway.Triage;

/// <summary>Gathers the groups of each red flag as their phrases come by, and reports a flag once all its groups stand near each other.</summary>
internal sealed class RedFlagFinder(TriageLexicon lexicon)
{
    private const int MostFindingsPerFlag = 4;

    // Most messages touch few flags, or none.
    private readonly Progress?[] _progress = new Progress?[lexicon.Flags.Count];

    private List<PhraseHit>? _cues;

    public void Observe(ReadOnlySpan<Token> tokens, PhraseHit hit, TriageLexicon.PhraseUse use)
    {
        var flag = lexicon.Flags[use.Index];
        var progress = _progress[use.Index] ??= new Progress(flag.Groups.Count);
        var sentence = tokens[hit.First].Sentence;
        if (use.Excludes)
        {
            progress.ForgetIn(sentence);
            return;
        }

        if (progress.Findings.Count >= MostFindingsPerFlag || progress.ExcludedIn == sentence || !Counts(tokens, hit, flag))
        {
            return;
        }

        progress.Groups[use.Group] = hit;
        progress.Seen[use.Group] = true;
        if (!progress.Seen.Contains(false) && IsNear(tokens, flag, progress.Groups))
        {
            progress.Findings.Add((new PhraseHit(use.Index, progress.Groups.Min(group => group.First), progress.Groups.Max(group => group.Last)), sentence));
        }
    }

    public ImmutableArray<RedFlagHit> Found(ReadOnlySpan<Token> tokens)
    {
        var hits = ImmutableArray.CreateBuilder<RedFlagHit>();
        foreach (var progress in _progress)
        {
            foreach (var (finding, _) in progress?.Findings ?? [])
            {
                var flag = lexicon.Flags[finding.Phrase];
                hits.Add(new RedFlagHit(flag.Id, flag.Urgency, TriageReader.SpanOf(tokens, finding)));
            }
        }

        return hits.DrainToImmutable();
    }

    private bool Counts(ReadOnlySpan<Token> tokens, PhraseHit hit, RedFlag flag)
    {
        var doubt = lexicon.Cues.DoubtAbout(tokens, hit, _cues ??= lexicon.Cues.FindAll(tokens));
        var pardoned = (flag.KeepPast ? Doubt.Past : Doubt.None)
            | (flag.Kind is RedFlagKind.OwnWish ? Doubt.Supposed | Doubt.Over : Doubt.None);
        return (doubt & ~pardoned) is Doubt.None;
    }

    private static bool IsNear(ReadOnlySpan<Token> tokens, RedFlag flag, PhraseHit[] groups)
    {
        if (flag.Within is RedFlagScope.Message)
        {
            return true;
        }

        var (low, high) = (int.MaxValue, int.MinValue);
        foreach (var group in groups)
        {
            low = Math.Min(low, tokens[group.First].Sentence);
            high = Math.Max(high, tokens[group.Last].Sentence);
        }

        return high - low <= 1;
    }

    private sealed class Progress(int groups)
    {
        public PhraseHit[] Groups { get; } = new PhraseHit[groups];

        public bool[] Seen { get; } = new bool[groups];

        public List<(PhraseHit Hit, int Sentence)> Findings { get; } = [];

        public int ExcludedIn { get; private set; } = -1;

        public void ForgetIn(int sentence)
        {
            ExcludedIn = sentence;
            Findings.RemoveAll(finding => finding.Sentence == sentence);
        }
    }
}
