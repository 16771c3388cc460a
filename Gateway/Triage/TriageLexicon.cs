using System.Collections.Frozen;
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
    private readonly List<string> _findingNames = [];
    private readonly List<Combination> _combinations = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, int> _flagsById;

    private TriageLexicon()
    {
        AddFindings(EmbeddedJson.Read<FindingFile>("Triage.Findings.json").Findings);
        foreach (var (name, phrases) in EmbeddedJson.Read<Dictionary<string, IReadOnlyList<string>>>("Triage.FindingsSpanish.json"))
        {
            AddPhrases(phrases, new PhraseUse(PhraseRole.Finding, Find(name)));
        }

        Now = Find("acute");
        Flags = EmbeddedJson.Read<RedFlagFile>("Triage.RedFlags.json").Flags;
        _flagsById = Flags.Index().ToFrozenDictionary(flag => flag.Item.Id, flag => flag.Index, StringComparer.Ordinal);
        foreach (var (index, flag) in Flags.Index())
        {
            AddFlag(index, flag);
        }

        Intents = [.. EmbeddedJson.Read<IntentFile>("Triage.Intents.json").Intents, .. EmbeddedJson.Read<IntentFile>("Triage.IntentsSpanish.json").Intents];
        IntentNames = [.. Intents.Select((phrases, index) => $"{phrases.Intent} {Intents.Take(index).Count(other => other.Intent == phrases.Intent)}")];
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

    public IReadOnlyList<string> FindingNames => _findingNames;

    public IReadOnlyList<Combination> Combinations => _combinations;

    public IReadOnlyList<IntentPhrases> Intents { get; }

    /// <summary>Each group of phrases by its intent and its number among those of the intent.</summary>
    public IReadOnlyList<string> IntentNames { get; }

    public PhraseBook Phrases { get; } = new();

    public TriageCues Cues { get; }

    public Vocabulary Words { get; }

    /// <summary>The finding that something is so at this moment.</summary>
    public int Now { get; }

    public int IndexOf(string flag) => _flagsById[flag];

    public PhraseUse UseOf(PhraseHit hit) => _uses[hit.Phrase];

    private void AddFindings(IReadOnlyList<TriageFinding> findings)
    {
        foreach (var finding in findings)
        {
            _byName.Add(finding.Id, AddFinding(finding.Id, finding.Kind, finding.Phrases));
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
            Combine(needs, flag.Within, int.MaxValue, CombinationResult.Flag, index, flag.IsSuspicion);
        }

        foreach (var suspects in flag.Suspects)
        {
            Combine(suspects, flag.Within, int.MaxValue, CombinationResult.Flag, index, isSuspicion: true);
        }

        foreach (var (group, phrases) in flag.Groups.Index())
        {
            _findings[AddFinding($"{flag.Id} {group}", TriageFindingKind.Sign, phrases)].Parts.Add((_combinations.Count, group));
        }

        if (flag.Groups.Count > 0)
        {
            _combinations.Add(new Combination(flag.Groups.Count, flag.Within, int.MaxValue, CombinationResult.Flag, index) { IsSuspicion = flag.IsSuspicion });
        }

        if (flag.Excludes.Count > 0)
        {
            _findings[AddFinding($"{flag.Id} excluded", TriageFindingKind.Part, flag.Excludes)].Excludes.Add(index);
        }

        foreach (var name in flag.Unless)
        {
            _findings[Find(name)].Excludes.Add(index);
        }
    }

    private void Combine(string needs, RedFlagScope within, int reach, CombinationResult result, int index, bool isSuspicion = false)
    {
        var groups = needs.Split(" + ");
        foreach (var (group, names) in groups.Index())
        {
            foreach (var name in names.Split('|'))
            {
                _findings[Find(name)].Parts.Add((_combinations.Count, group));
            }
        }

        _combinations.Add(new Combination(groups.Length, within, reach, result, index) { IsSuspicion = isSuspicion });
    }

    private int Find(string name) => _byName.TryGetValue(name, out var index) ? index : throw new JsonException($"no finding '{name}'");

    private int AddFinding(string name, TriageFindingKind kind, IReadOnlyList<string> phrases)
    {
        _findings.Add(new FindingUses(kind));
        _findingNames.Add(name);
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
