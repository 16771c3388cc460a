using Gateway.Text;

namespace Gateway.Triage;

/// <summary>Says of a phrase found whether it is denied, over, supposed, or somebody's history, by the words around it in its sentence.</summary>
internal sealed class TriageCues
{
    private const int Reach = 10;

    /// <summary>"Chest pain in a man with a history of gout" is not history; what comes right after those words is.</summary>
    private const int ReachOfHistory = 5;

    private readonly HashSet<int> _kin = [], _events = [], _tenses = [];
    private readonly Denials _denials = new();
    private readonly PhraseBook _book = new();

    public TriageCues(Vocabulary.Builder words)
    {
        foreach (var name in (ReadOnlySpan<string>)["Triage.Cues.json", "Triage.CuesSpanish.json"])
        {
            var file = EmbeddedJson.Read<CueFile>(name);
            _denials.Add(file.Denials, words);
            Intern(_kin, file.Kin, words);
            Intern(_events, file.Events, words);
            Intern(_tenses, file.PastTenses, words);
            AddAll(file.Over, Cue.Over, words);
            AddAll(file.Past, Cue.Past, words);
            AddAll(file.History, Cue.History, words);
            AddAll(file.Present, Cue.Present, words);
            AddAll(file.Supposed, Cue.Supposed, words);
            AddAll(file.Wondering, Cue.Wondering, words);
            AddAll(file.Shown, Cue.Shown, words);
        }
    }

    /// <summary>Every cue of a message, in the order of its tokens.</summary>
    public List<PhraseHit> FindAll(ReadOnlySpan<Token> tokens)
    {
        var cues = new List<PhraseHit>();
        for (var at = 0; at < tokens.Length; at++)
        {
            _book.MatchAt(tokens, at, cues);
        }

        return cues;
    }

    /// <summary>What speaks against the words from <paramref name="hit"/>.First to Last being so now, given the message's cues.</summary>
    public Doubt DoubtAbout(ReadOnlySpan<Token> tokens, PhraseHit hit, List<PhraseHit> cues)
    {
        var (from, to) = SentenceAround(tokens, hit);
        var found = CuesIn(cues, from, to, hit);
        var doubt = _denials.Reaches(tokens, hit, from) ? Doubt.Denied : Doubt.None;
        doubt |= found.HasFlag(Cue.Over) ? Doubt.Over : Doubt.None;
        doubt |= found.HasFlag(Cue.Past) && (!found.HasFlag(Cue.Present) || found.HasFlag(Cue.Over)) ? Doubt.Past : Doubt.None;
        doubt |= found.HasFlag(Cue.Supposed) && !found.HasFlag(Cue.Wondering) ? Doubt.Supposed : Doubt.None;
        return doubt | (IsSomebodysHistory(tokens, hit, from, to, cues) || IsGoingOnAboutThePast(tokens, from, to, found, cues) ? Doubt.Past : Doubt.None);
    }

    /// <summary>"It happened three weeks ago. I had pressure in the chest": a past tense goes on with the past of the sentence before.</summary>
    private bool IsGoingOnAboutThePast(ReadOnlySpan<Token> tokens, int from, int to, Cue found, List<PhraseHit> cues)
    {
        if (found.HasFlag(Cue.Present) || from == 0)
        {
            return false;
        }

        var isPast = false;
        for (var at = from; at < to && !isPast; at++)
        {
            isPast = Is(_tenses, tokens[at]);
        }

        var before = CuesIn(cues, Math.Max(0, from - Reach - Reach), from, new PhraseHit(0, from, from));
        return isPast && before.HasFlag(Cue.Past) && !before.HasFlag(Cue.Present);
    }

    /// <summary>Only whether the words are denied, for circumstances.</summary>
    public bool IsDenied(ReadOnlySpan<Token> tokens, PhraseHit hit) => _denials.Reaches(tokens, hit, SentenceAround(tokens, hit).From);

    private bool IsSomebodysHistory(ReadOnlySpan<Token> tokens, PhraseHit hit, int from, int to, List<PhraseHit> cues)
    {
        var kin = -1;
        for (var at = from; at < hit.First; at++)
        {
            kin = Is(_kin, tokens[at]) ? at : kin;
            if (kin >= 0 && at - kin is > 0 and <= 2 && Is(_events, tokens[at]))
            {
                return !CuesIn(cues, kin, to, hit).HasFlag(Cue.Present);
            }
        }

        return false;
    }

    private static Cue CuesIn(List<PhraseHit> cues, int from, int to, PhraseHit hit)
    {
        var found = Cue.None;
        var shown = default(PhraseHit?);
        to = Math.Min(to, hit.Last + (2 * Reach));
        for (var next = FirstAt(cues, Math.Max(from, hit.First - (2 * Reach))); next < cues.Count && cues[next].First < to; next++)
        {
            var match = cues[next];
            var cue = (Cue)match.Phrase;
            shown = cue is Cue.Shown ? match : shown;
            var counts = cue switch
            {
                // "What are the signs of a stroke?" supposes one, "he shows signs of a stroke" does not.
                Cue.Supposed => match.First < hit.First && !(shown?.Last >= match.Last),
                Cue.Wondering => match.First < hit.First,
                Cue.Over => match.Last > hit.Last,
                Cue.History => hit.First - match.Last is > 0 and <= ReachOfHistory,
                _ => true,
            };
            cue = cue is Cue.History ? Cue.Past : cue;
            found |= counts && (cue is Cue.Present || !Overlaps(match, hit)) ? cue : Cue.None;
        }

        return found;
    }

    /// <summary>The index of the first cue that starts at a token or after it.</summary>
    private static int FirstAt(List<PhraseHit> cues, int token)
    {
        var (low, high) = (0, cues.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = cues[middle].First < token ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool Overlaps(PhraseHit one, PhraseHit other) => one.First <= other.Last && other.First <= one.Last;

    internal static bool Is(HashSet<int> words, Token token) => token.Kind is TokenKind.Word && words.Contains(token.Word);

    private static (int From, int To) SentenceAround(ReadOnlySpan<Token> tokens, PhraseHit hit)
    {
        var (from, to) = (hit.First, hit.Last + 1);
        while (from > 0 && tokens[from - 1].Sentence == tokens[hit.First].Sentence && hit.First - from < 2 * Reach)
        {
            from--;
        }

        while (to < tokens.Length && tokens[to].Sentence == tokens[hit.Last].Sentence && to - hit.Last < 2 * Reach)
        {
            to++;
        }

        return (from, to);
    }

    private void AddAll(IReadOnlyList<string> phrases, Cue cue, Vocabulary.Builder words)
    {
        foreach (var phrase in phrases.SelectMany(PhrasePattern.Expand))
        {
            _book.Add(phrase, (int)cue, words);
        }
    }

    internal static void Intern(HashSet<int> into, string list, Vocabulary.Builder words)
    {
        foreach (var word in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            into.UnionWith(PhrasePattern.Spellings(word).Select(spelling => words.Add(spelling)));
        }
    }

    [Flags]
    private enum Cue
    {
        None = 0,
        Over = 1,
        Past = 2,
        Present = 4,
        Supposed = 8,
        Wondering = 16,
        Shown = 32,
        History = 64,
    }

    /// <summary>The cues of one language, as they are written down.</summary>
    private sealed record CueFile(
        DenialWords Denials, string Kin, string Events, string PastTenses,
        IReadOnlyList<string> Over, IReadOnlyList<string> Past, IReadOnlyList<string> History, IReadOnlyList<string> Present, IReadOnlyList<string> Supposed, IReadOnlyList<string> Wondering,
        IReadOnlyList<string> Shown);
}
