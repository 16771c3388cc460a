using Gateway.Text;

namespace Gateway.Triage.Weighing;

/// <summary>Notes the traits of a message, each once.</summary>
internal sealed class TraitReader(TraitNames names)
{
    /// <summary>So many different words make a message long: each says less about the whole then.</summary>
    private const float ManyWords = 30;

    private const int ManyNumbers = 5, MostNumbers = 3, WordBits = 64;

    private readonly List<Trait> _traits = [];
    private readonly ulong[] _noted = new ulong[(names.All.Count / WordBits) + 1];

    public IReadOnlyList<Trait> Traits => _traits;

    public void NoteFinding(ReadOnlySpan<Token> tokens, PhraseHit hit, int finding, Doubt doubt) =>
        Note(TraitNames.OfFinding(finding, doubt), 1, TriageReader.SpanOf(tokens, hit));

    public void NotePhrases(int intentPhrases, int count) => Note(names.OfPhrases(intentPhrases), MathF.Min(2, MathF.Log2(1 + count)), default);

    /// <summary>What the rules make of it.</summary>
    public void NoteRules(TriageLexicon lexicon, TriageSignals rules)
    {
        foreach (var hit in rules.RedFlags)
        {
            Note(names.OfFlag(lexicon.IndexOf(hit.RuleId)), 1, hit.Span);
        }

        var urgency = TriagePolicy.Assess(rules);
        if (urgency is not Urgency.Routine)
        {
            Note(urgency is Urgency.Emergency ? names.Emergency : names.SameDay, 1, default);
        }

        Note(names.OfLead(TriagePolicy.Rank(rules)[0]), 1, default);
    }

    public void NoteText(TokenizedText text)
    {
        var (numbers, before) = (0, _traits.Count);
        Span<char> word = stackalloc char[Vocabulary.LongestWord];
        foreach (var token in text.Tokens)
        {
            numbers += token.Kind is TokenKind.Number ? 1 : 0;
            if (token.Kind is TokenKind.Word && WordSpelling.PlainOf(text.Spelling(token), word) is { IsEmpty: false } spelled && names.OfWord(spelled) is { } name)
            {
                Note(name, 1, TextSpan.Between(token.Start, token.End));
            }
        }

        ScaleFrom(before);
        Note(names.Length, MathF.Log2(1 + text.Count) / 4, default);
        Note(names.Asks, text.Text.Contains('?', StringComparison.Ordinal) ? 1 : 0, default);
        Note(names.Numbers, MathF.Min(MostNumbers, (float)numbers / ManyNumbers), default);
    }

    private void ScaleFrom(int first)
    {
        var words = _traits.Count - first;
        for (var at = first; at < _traits.Count; at++)
        {
            _traits[at] = _traits[at] with { Value = MathF.Sqrt(ManyWords / (ManyWords + words)) };
        }
    }

    private void Note(int name, float value, TextSpan span)
    {
        ref var noted = ref _noted[name / WordBits];
        var bit = 1UL << (name % WordBits);
        if ((noted & bit) == 0 && value > 0)
        {
            noted |= bit;
            _traits.Add(new Trait(name, value, span));
        }
    }
}
