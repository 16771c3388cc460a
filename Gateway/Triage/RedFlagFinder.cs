using System.Collections.Immutable;
using Gateway.Text;
using Gateway.Triage.Weighing;

namespace Gateway.Triage;

/// <summary>Gathers findings as their phrases come by, and reports a flag once all the findings of one of its combinations stand near each other.</summary>
internal sealed class RedFlagFinder(TriageLexicon lexicon, TraitReader traits)
{
    private const int MostFindingsPerFlag = 4;

    /// <summary>Whoever writes more tells also what was, and what others had: there a flag that is not said to be now is a suspicion.</summary>
    private const int LongestNote = 120;

    /// <summary>So short a message has no other story that the words could belong to.</summary>
    private const int LongestCry = 30;

    // Most messages touch few combinations, or none.
    private readonly Progress?[] _progress = new Progress?[lexicon.Combinations.Count];

    private readonly List<(int Flag, PhraseHit Hit, bool IsSuspicion)> _raised = [];
    private readonly HashSet<(int Flag, int Sentence)> _excluded = [];

    private readonly HashSet<int> _sentencesOfNow = [];

    private List<PhraseHit>? _cues;

    public void Observe(ReadOnlySpan<Token> tokens, PhraseHit hit, int finding)
    {
        var uses = lexicon.Findings[finding];
        if (uses.Excludes.Count > 0 && (uses.Kind is TriageFindingKind.Part || !lexicon.Cues.IsDenied(tokens, hit)))
        {
            foreach (var flag in uses.Excludes)
            {
                Exclude(tokens, flag, tokens[hit.First].Sentence);
            }
        }

        Observe(tokens, hit, finding, DoubtAbout(tokens, hit, uses.Kind));
    }

    public ImmutableArray<RedFlagHit> Found(ReadOnlySpan<Token> tokens)
    {
        var hits = ImmutableArray.CreateBuilder<RedFlagHit>(_raised.Count);
        foreach (var (flag, hit, isSuspicion) in _raised)
        {
            hits.Add(new RedFlagHit(lexicon.Flags[flag].Id, lexicon.Flags[flag].Urgency, TriageReader.SpanOf(tokens, hit), (isSuspicion && (tokens.Length > LongestCry || lexicon.Flags[flag].IsSuspicion)) || (tokens.Length > LongestNote && !IsNow(tokens, hit))));
        }

        return hits.DrainToImmutable();
    }

    private bool IsNow(ReadOnlySpan<Token> tokens, PhraseHit hit)
    {
        for (var sentence = tokens[hit.First].Sentence; sentence <= tokens[hit.Last].Sentence; sentence++)
        {
            if (_sentencesOfNow.Contains(sentence))
            {
                return true;
            }
        }

        return false;
    }

    private void Observe(ReadOnlySpan<Token> tokens, PhraseHit hit, int finding, Doubt doubt)
    {
        traits.NoteFinding(tokens, hit, finding, doubt);
        if (finding == lexicon.Now)
        {
            _sentencesOfNow.Add(tokens[hit.First].Sentence);
        }

        if ((doubt & Doubt.Denied) is not Doubt.None)
        {
            return;
        }

        foreach (var (index, group) in lexicon.Findings[finding].Parts)
        {
            var combination = lexicon.Combinations[index];
            if (combination.Result is CombinationResult.Flag && (doubt & ~lexicon.Flags[combination.Index].Pardons) is not Doubt.None)
            {
                continue;
            }

            var progress = _progress[index] ??= new Progress(combination.Groups);
            progress.See(group, hit, doubt);
            if (progress.IsComplete && combination.IsNear(tokens, progress.Parts))
            {
                Complete(tokens, combination, progress);
            }
        }
    }

    private void Complete(ReadOnlySpan<Token> tokens, Combination combination, Progress progress)
    {
        var (first, last) = Combination.Around(progress.Parts);
        var hit = new PhraseHit(combination.Index, first, last);
        if (combination.Result is CombinationResult.Finding)
        {
            foreach (var flag in lexicon.Findings[combination.Index].Excludes)
            {
                Exclude(tokens, flag, tokens[first].Sentence);
            }

            Observe(tokens, hit, combination.Index, progress.Doubt);
        }
        else
        {
            Raise(tokens, combination.Index, hit, combination.IsSuspicion);
        }
    }

    private void Raise(ReadOnlySpan<Token> tokens, int flag, PhraseHit hit, bool isSuspicion)
    {
        var raised = 0;
        foreach (var (known, _, _) in _raised)
        {
            raised += known == flag ? 1 : 0;
        }

        if (raised < MostFindingsPerFlag && !_excluded.Contains((flag, tokens[hit.First].Sentence)) && !_excluded.Contains((flag, tokens[hit.Last].Sentence)))
        {
            _raised.Add((flag, hit, isSuspicion));
        }
    }

    /// <summary>What explains a flag away in the sentence where it begins, or where it ends, explains it away.</summary>
    private void Exclude(ReadOnlySpan<Token> tokens, int flag, int sentence)
    {
        _excluded.Add((flag, sentence));
        for (var at = _raised.Count - 1; at >= 0; at--)
        {
            if (_raised[at].Flag == flag && (tokens[_raised[at].Hit.First].Sentence == sentence || tokens[_raised[at].Hit.Last].Sentence == sentence))
            {
                _raised.RemoveAt(at);
            }
        }
    }

    private Doubt DoubtAbout(ReadOnlySpan<Token> tokens, PhraseHit hit, TriageFindingKind kind) => kind switch
    {
        TriageFindingKind.Sign => lexicon.Cues.DoubtAbout(tokens, hit, _cues ??= lexicon.Cues.FindAll(tokens)),
        TriageFindingKind.Circumstance => lexicon.Cues.IsDenied(tokens, hit) ? Doubt.Denied : Doubt.None,
        TriageFindingKind.Part => Doubt.None,
    };

    /// <summary>The latest sight of each finding a combination needs.</summary>
    private sealed class Progress(int groups)
    {
        private readonly PhraseHit[] _parts = new PhraseHit[groups];
        private readonly Doubt[] _doubts = new Doubt[groups];
        private int _seen;

        public ReadOnlySpan<PhraseHit> Parts => _parts;

        public bool IsComplete => _seen == (1 << groups) - 1;

        public Doubt Doubt
        {
            get
            {
                var doubt = Doubt.None;
                foreach (var part in _doubts)
                {
                    doubt |= part;
                }

                return doubt;
            }
        }

        public void See(int group, PhraseHit hit, Doubt doubt)
        {
            _parts[group] = hit;
            _doubts[group] = doubt;
            _seen |= 1 << group;
        }
    }
}
