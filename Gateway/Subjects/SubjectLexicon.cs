using System.Collections.Frozen;
using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Kinship, nicknames and cues as they were written down, compiled once.</summary>
internal sealed class SubjectLexicon
{
    /// <summary>"Charcot-Marie-Tooth disease" has the longest way from a name to the word that makes it an illness.</summary>
    private const int EponymReach = 6;

    private readonly IReadOnlyList<Kin> _kin;
    private readonly PhraseBook _kinPhrases = new();
    private readonly PhraseBook _indefinitePhrases = new();
    private readonly PhraseBook _cuePhrases = new();
    private readonly FrozenSet<int> _notPersonsBefore, _eponyms, _juniors, _seniors;

    private SubjectLexicon(Vocabulary.Builder words, string kinship, string cues)
    {
        var file = EmbeddedJson.Read<KinFile>(kinship);
        _kin = file.Kin;
        foreach (var (index, kin) in _kin.Index())
        {
            foreach (var phrase in kin.Indefinite)
            {
                _indefinitePhrases.Add(phrase, index, words);
            }

            foreach (var phrase in kin.Phrases)
            {
                _kinPhrases.Add(phrase, index, words);
            }
        }

        foreach (var (cue, phrases) in EmbeddedJson.Read<Dictionary<Cue, IReadOnlyList<string>>>(cues))
        {
            foreach (var phrase in phrases)
            {
                _cuePhrases.Add(phrase, (int)cue, words);
            }
        }

        WordsOf(file.OpeningWords, words);
        _notPersonsBefore = WordsOf(file.NotPersonsBefore, words);
        _eponyms = WordsOf(file.Eponyms, words);
        (_juniors, _seniors) = (WordsOf(file.Juniors, words), WordsOf(file.Seniors, words));
        Nicknames = EmbeddedJson.Read<Dictionary<string, string>>("Subjects.Nicknames.json")
            .ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Split(' '), StringComparer.OrdinalIgnoreCase);
        CommonWords = EmbeddedJson.Read<string>("Subjects.CommonWordNames.json").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (sex, names) in EmbeddedJson.Read<Dictionary<Sex, string>>("Subjects.GivenNames.json"))
        {
            var tags = sex switch { Sex.Female => WordTags.FemaleName, Sex.Male => WordTags.MaleName, Sex.Unknown => WordTags.FemaleName | WordTags.MaleName };
            foreach (var name in names.Split(' '))
            {
                words.Add(name, tags);
            }
        }

        Numbers = NumberWords.AddTo(words);
        Words = words.Build();
    }

    public static SubjectLexicon English { get; } = new(new Vocabulary.Builder(), "Subjects.Kinship.json", "Subjects.Cues.json");

    public static SubjectLexicon Spanish { get; } =
        new(new Vocabulary.Builder("Text.WordsSpanish.json"), "Subjects.KinshipSpanish.json", "Subjects.CuesSpanish.json");

    public Vocabulary Words { get; }

    /// <summary>Given names and what people called so are called at home.</summary>
    public FrozenDictionary<string, string[]> Nicknames { get; }

    /// <summary>Names that are words too (Will, May, Grace) and so need a capital or a predicate.</summary>
    public FrozenSet<string> CommonWords { get; }

    public FrozenDictionary<int, int> Numbers { get; }

    public IEnumerable<string> Relationships => _kin.Select(kin => kin.Relationship);

    /// <summary>The longest kinship term that starts at a token, unless the next word makes a thing of it ("baby teeth").</summary>
    public (Kin Kin, int Last)? KinAt(ReadOnlySpan<Token> tokens, int at)
    {
        if (_kinPhrases.LongestAt(tokens, at) is not { } hit)
        {
            return null;
        }

        var next = hit.Last + 1;
        var isThing = next < tokens.Length && tokens[next].Kind is TokenKind.Word && _notPersonsBefore.Contains(tokens[next].Word);
        return isThing ? null : (_kin[hit.Phrase], hit.Last);
    }

    /// <summary>Somebody whom the writer knows and does not name: "someone in my family", "a guy at work".</summary>
    public (Kin Kin, int Last)? IndefiniteAt(ReadOnlySpan<Token> tokens, int at) =>
        _indefinitePhrases.LongestAt(tokens, at) is { } hit ? (_kin[hit.Phrase], hit.Last) : null;

    /// <summary>"Gilbert syndrome", "Machado-Joseph disease": the name of whoever found an illness is nobody's here.</summary>
    public bool IsEponym(ReadOnlySpan<Token> tokens, int at)
    {
        for (var next = at + 1; next < Math.Min(tokens.Length, at + EponymReach); next++)
        {
            if (_eponyms.Contains(tokens[next].Word))
            {
                return !tokens[next - 1].Shows(TokenTraits.Genitive);
            }

            if (tokens[next].Kind is TokenKind.Word && !tokens[next].Shows(TokenTraits.Capitalised))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Which of two who bear one name is meant by the word behind it: the younger, or not; null where it does not say.</summary>
    public bool? IsYoungerBy(in Token word) => _juniors.Contains(word.Word) ? true : _seniors.Contains(word.Word) ? false : null;

    /// <summary>The relationship a word for one folds into ("stepson" is a son); itself where the lexicon has none.</summary>
    public string RelationshipOf(string said)
    {
        using var tokens = Tokenizer.Read(said, Words);
        return tokens.Count > 0 && _kinPhrases.LongestAt(tokens.Tokens, 0) is { } hit && hit.Last == tokens.Count - 1 ? _kin[hit.Phrase].Relationship : said;
    }

    public void CuesAt(ReadOnlySpan<Token> tokens, int at, List<PhraseHit> hits) => _cuePhrases.MatchAt(tokens, at, hits);

    private static FrozenSet<int> WordsOf(string listed, Vocabulary.Builder words) =>
        listed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => words.Add(word)).ToFrozenSet();

    private sealed record KinFile(IReadOnlyList<Kin> Kin, string NotPersonsBefore)
    {
        /// <summary>What makes a name before it the name of an illness, an operation or a test.</summary>
        public string Eponyms { get; init; } = "";

        /// <summary>What opens a sentence with a capital and is nobody's name.</summary>
        public string OpeningWords { get; init; } = "";

        /// <summary>What is put behind a name that father and son share.</summary>
        public required string Juniors { get; init; }

        public required string Seniors { get; init; }
    }
}
