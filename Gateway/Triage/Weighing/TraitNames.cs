using System.Collections.Frozen;

namespace Gateway.Triage.Weighing;

/// <summary>
/// Everything that can be weighed, by name: each finding as said, denied, supposed or past; each flag; each group of intent phrases; single words; and
/// what the message is like as a whole.
/// </summary>
internal sealed class TraitNames
{
    private const int Manners = 4;

    private readonly List<string> _all = [];
    private readonly IReadOnlyList<FindingUses> _findings;
    private readonly int _flags, _phrases, _leads;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _words;

    public TraitNames(TriageLexicon lexicon, IEnumerable<string> words)
    {
        _all.AddRange(lexicon.FindingNames.SelectMany(finding => (string[])[finding, $"{finding}, denied", $"{finding}, supposed", $"{finding}, past"]));
        (_flags, _findings) = (_all.Count, lexicon.Findings);
        _all.AddRange(lexicon.Flags.Select(flag => $"flag {flag.Id}"));
        _phrases = _all.Count;
        _all.AddRange(lexicon.IntentNames);
        _leads = _all.Count;
        _all.AddRange(Enum.GetNames<Intent>().Select(intent => $"leads to {intent}"));
        (Emergency, SameDay) = (Add("emergency by the rules"), Add("same day by the rules"));
        (Length, Asks, Numbers) = (Add("length"), Add("question mark"), Add("numbers"));
        _words = words.ToFrozenDictionary(word => word, word => Add($"\"{word}\""), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyList<string> All => _all;

    public int Emergency { get; }

    public int SameDay { get; }

    public int Length { get; }

    public int Asks { get; }

    public int Numbers { get; }

    public static int OfFinding(int finding, Doubt doubt) => (finding * Manners) + doubt switch
    {
        Doubt.None => 0,
        _ when doubt.HasFlag(Doubt.Denied) => 1,
        _ when doubt.HasFlag(Doubt.Supposed) => 2,
        _ => 3,
    };

    /// <summary>A finding that is said to be so, and is more than a part of the body, a time, or what explains another away.</summary>
    public bool IsSaid(Trait trait) => trait.Name < _flags && trait.Name % Manners == 0 && _findings[trait.Name / Manners].Kind is not TriageFindingKind.Part;

    public int OfFlag(int flag) => _flags + flag;

    public int OfPhrases(int intentPhrases) => _phrases + intentPhrases;

    public int OfLead(Intent intent) => _leads + (int)intent;

    /// <summary>The trait of a word in lower case and without accents; none for words that are not weighed.</summary>
    public int? OfWord(ReadOnlySpan<char> word) => _words.TryGetValue(word, out var name) ? name : null;

    private int Add(string name)
    {
        _all.Add(name);
        return _all.Count - 1;
    }
}
