using Gateway.Text;

namespace Gateway.Triage;

/// <summary>The red flags and intents as they were written down, and the phrase book compiled from them once.</summary>
internal sealed class TriageLexicon
{
    private const int Exclusion = -1;

    private readonly List<PhraseUse> _uses = [];

    private TriageLexicon(Vocabulary.Builder words)
    {
        Flags = EmbeddedJson.Read<RedFlagFile>("Triage.RedFlags.json").Flags;
        Intents = EmbeddedJson.Read<IntentFile>("Triage.Intents.json").Intents;
        foreach (var (index, flag) in Flags.Index())
        {
            foreach (var (group, phrases) in flag.Groups.Index())
            {
                AddAll(phrases, new PhraseUse(PhraseRole.Flag, index, group), words);
            }

            AddAll(flag.Excludes, new PhraseUse(PhraseRole.Flag, index, Exclusion), words);
        }

        foreach (var (index, intent) in Intents.Index())
        {
            AddAll(intent.Phrases, new PhraseUse(PhraseRole.Intent, index, 0), words);
        }

        Cues = new TriageCues(words);
        Words = words.Build();
    }

    public static TriageLexicon Default { get; } = new(new Vocabulary.Builder());

    public IReadOnlyList<RedFlag> Flags { get; }

    public IReadOnlyList<IntentPhrases> Intents { get; }

    public PhraseBook Phrases { get; } = new();

    public TriageCues Cues { get; }

    public Vocabulary Words { get; }

    public PhraseUse UseOf(PhraseHit hit) => _uses[hit.Phrase];

    private void AddAll(IReadOnlyList<string> phrases, PhraseUse use, Vocabulary.Builder words)
    {
        _uses.Add(use);
        foreach (var phrase in phrases)
        {
            Phrases.Add(phrase, _uses.Count - 1, words);
        }
    }

    internal readonly record struct PhraseUse(PhraseRole Role, int Index, int Group)
    {
        public bool Excludes => Group == Exclusion;
    }

    internal sealed record IntentPhrases(Intent Intent, int Weight, IReadOnlyList<string> Phrases)
    {
        public string RuleId { get; } = $"intent.{Intent}";
    }

    private sealed record RedFlagFile(IReadOnlyList<RedFlag> Flags);

    private sealed record IntentFile(IReadOnlyList<IntentPhrases> Intents);
}
