using System.Text.Json;
using Gateway.Text;

namespace Gateway.Triage;

/// <summary>The red flags, findings and intents as they were written down, and the phrase book compiled from them once.</summary>
internal sealed class TriageLexicon
{
    private const int DeepestFinding = 4;

    private readonly Vocabulary.Builder _words = new();
    private readonly List<PhraseUse> _uses = [];
    private readonly List<FindingUses> _findings = [];
    private readonly List<Combination> _combinations = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    private TriageLexicon()
    {
        AddFindings(EmbeddedJson.Read<FindingFile>("Triage.Findings.json").Findings);
        foreach (var (name, phrases) in EmbeddedJson.Read<Dictionary<string, IReadOnlyList<string>>>("Triage.FindingsSpanish.json"))
        {
            AddPhrases(phrases, new PhraseUse(PhraseRole.Finding, Find(name)));
        }

        Flags = EmbeddedJson.Read<RedFlagFile>("Triage.RedFlags.json").Flags;
        foreach (var (index, flag) in Flags.Index())
        {
            AddFlag(index, flag);
        }

        Intents = [.. EmbeddedJson.Read<IntentFile>("Triage.Intents.json").Intents, .. EmbeddedJson.Read<IntentFile>("Triage.IntentsSpanish.json").Intents];
        foreach (var (index, intent) in Intents.Index())
        {
            AddPhrases(intent.Phrases, new PhraseUse(PhraseRole.Intent, index));
        }

        Cues = new TriageCues(_words);
        Words = _words.Build();
    }

    public static TriageLexicon Default { get; } = new();

    public IReadOnlyList<RedFlag> Flags { get; }

    public IReadOnlyList<FindingUses> Findings => _findings;

    public IReadOnlyList<Combination> Combinations => _combinations;

    public IReadOnlyList<IntentPhrases> Intents { get; }

    public PhraseBook Phrases { get; } = new();

    public TriageCues Cues { get; }

    public Vocabulary Words { get; }

    public PhraseUse UseOf(PhraseHit hit) => _uses[hit.Phrase];

    private void AddFindings(IReadOnlyList<TriageFinding> findings)
    {
        foreach (var finding in findings)
        {
            _byName.Add(finding.Id, AddFinding(finding.Kind, finding.Phrases));
        }

        foreach (var finding in findings)
        {
            foreach (var near in finding.Near)
            {
                Combine(near, RedFlagScope.Sentence, finding.Reach, CombinationResult.Finding, Find(finding.Id));
            }
        }

        foreach (var finding in findings)
        {
            EnsureEnds(Find(finding.Id), depth: 0);
        }
    }

    /// <summary>A finding made of itself would be found for ever.</summary>
    private void EnsureEnds(int finding, int depth)
    {
        if (depth > DeepestFinding)
        {
            throw new JsonException("findings are combined of each other in a circle, or too deeply");
        }

        foreach (var (index, _) in _findings[finding].Parts)
        {
            if (_combinations[index].Result is CombinationResult.Finding)
            {
                EnsureEnds(_combinations[index].Index, depth + 1);
            }
        }
    }

    private void AddFlag(int index, RedFlag flag)
    {
        foreach (var needs in flag.Needs)
        {
            Combine(needs, flag.Within, int.MaxValue, CombinationResult.Flag, index);
        }

        foreach (var (group, phrases) in flag.Groups.Index())
        {
            _findings[AddFinding(TriageFindingKind.Sign, phrases)].Parts.Add((_combinations.Count, group));
        }

        if (flag.Groups.Count > 0)
        {
            _combinations.Add(new Combination(flag.Groups.Count, flag.Within, int.MaxValue, CombinationResult.Flag, index));
        }

        if (flag.Excludes.Count > 0)
        {
            _findings[AddFinding(TriageFindingKind.Part, flag.Excludes)].Excludes.Add(index);
        }

        foreach (var name in flag.Unless)
        {
            _findings[Find(name)].Excludes.Add(index);
        }
    }

    private void Combine(string needs, RedFlagScope within, int reach, CombinationResult result, int index)
    {
        var groups = needs.Split(" + ");
        foreach (var (group, names) in groups.Index())
        {
            foreach (var name in names.Split('|'))
            {
                _findings[Find(name)].Parts.Add((_combinations.Count, group));
            }
        }

        _combinations.Add(new Combination(groups.Length, within, reach, result, index));
    }

    private int Find(string name) => _byName.TryGetValue(name, out var index) ? index : throw new JsonException($"no finding '{name}'");

    private int AddFinding(TriageFindingKind kind, IReadOnlyList<string> phrases)
    {
        _findings.Add(new FindingUses(kind));
        AddPhrases(phrases, new PhraseUse(PhraseRole.Finding, _findings.Count - 1));
        return _findings.Count - 1;
    }

    private void AddPhrases(IReadOnlyList<string> phrases, PhraseUse use)
    {
        _uses.Add(use);
        foreach (var phrase in phrases.SelectMany(PhrasePattern.Expand))
        {
            Phrases.Add(phrase, _uses.Count - 1, _words);
        }
    }

    internal sealed record IntentPhrases(Intent Intent, int Weight, IReadOnlyList<string> Phrases)
    {
        public string RuleId { get; } = $"intent.{Intent}";
    }

    private sealed record FindingFile(IReadOnlyList<TriageFinding> Findings);

    private sealed record RedFlagFile(IReadOnlyList<RedFlag> Flags);

    private sealed record IntentFile(IReadOnlyList<IntentPhrases> Intents);
}
