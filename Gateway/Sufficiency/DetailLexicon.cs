using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Text;
using Gateway.Triage;

namespace Gateway.Sufficiency;

/// <summary>The words by which a language gives a detail, compiled once.</summary>
internal sealed class DetailLexicon
{
    private readonly HashSet<int> _vague = [];
    private readonly HashSet<int> _beforeDrug = [];
    private readonly List<Detail> _details = [];

    private DetailLexicon(Vocabulary.Builder words, string name)
    {
        var file = EmbeddedJson.Read<DetailFile>(name);
        foreach (var (detail, phrases) in file.Phrases)
        {
            _details.Add(Enum.TryParse<Detail>(detail, ignoreCase: true, out var known) ? known : throw new JsonException($"no detail '{detail}'"));
            foreach (var phrase in phrases.SelectMany(PhrasePattern.Expand))
            {
                Phrases.Add(phrase, _details.Count - 1, words);
            }
        }

        _vague.UnionWith(file.Vague.Split(' ').SelectMany(PhrasePattern.Spellings).Select(word => words.Add(word)));
        _beforeDrug.UnionWith(file.BeforeDrug.Split(' ').SelectMany(PhrasePattern.Spellings).Select(word => words.Add(word)));
        Words = words.Build();
    }

    public static ImmutableArray<DetailLexicon> All { get; } =
    [
        new(new Vocabulary.Builder(), "Sufficiency.Details.json"),
        new(new Vocabulary.Builder("Text.WordsSpanish.json"), "Sufficiency.DetailsSpanish.json"),
    ];

    public PhraseBook Phrases { get; } = new();

    public Vocabulary Words { get; }

    public Detail DetailOf(PhraseHit hit) => _details[hit.Phrase];

    /// <summary>The word is of the lexicon's class and says nothing more: "medicine", "pain".</summary>
    public bool IsVague(in Token token) => _vague.Contains(token.Word);

    /// <summary>What follows this word is most likely the name of a drug, known to us or not.</summary>
    public bool StandsBeforeDrug(in Token token) => token.Kind is TokenKind.Word && _beforeDrug.Contains(token.Word);

    private sealed record DetailFile(string Vague, string BeforeDrug, IReadOnlyDictionary<string, IReadOnlyList<string>> Phrases);
}
