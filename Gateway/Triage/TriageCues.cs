using Gateway.Text;

namespace Gateway.Triage;

/// <summary>Says of a phrase found whether it is denied, over, supposed, or somebody's history, by the words around it in its sentence.</summary>
internal sealed class TriageCues
{
    private const int Reach = 10;

    private readonly HashSet<int> _turns, _subjects, _kin, _verbsOfEvents;
    private readonly PhraseBook _book = new();

    public TriageCues(Vocabulary.Builder words)
    {
        _turns = Intern(words, "but however except although though now instead");
        _subjects = Intern(words, "i im ive he hes she shes we they it my his her also");
        _kin = Intern(words, "mother mom father dad brother sister aunt uncle grandmother grandfather grandma grandpa cousin family parents relative relatives friend");
        _verbsOfEvents = Intern(words, "had died was passed suffered by");
        AddAll(words, Cue.Over, "gone", "went away", "go away", "resolved", "stopped", "has passed", "cleared [up]", "went back to normal",
            "all better", "is better", "feeling better", "recovered", "subsided", "healed", "nothing since", "nothing now", "never came back",
            "not any more", "well|fine|ok|okay|better|normal|good now", "not anymore", "no longer", "cured");
        AddAll(words, Cue.Past, "years|yrs|months|decades ago|back|earlier", "# years|yrs|months ago", "year|month ago", "last year|summer|winter|spring|fall|month", "in #1900-2100",
            "as a child|kid|teen|teenager|baby", "when i was", "history of", "hx of", "hx", "previously", "used to", "in the past", "in my past", "before years",
            "in january|february|march|april|may|june|july|august|september|october|november|december", "once", "my last", "childhood", "previous");
        AddAll(words, Cue.Present, "now", "today", "again", "currently", "still", "tonight", "yesterday", "this morning|afternoon|evening|week", "since", "right now", "lately",
            "recently", "just", "started", "these days");
        AddAll(words, Cue.Supposed, "if i|he|she|we|you|they|my|someone|it|there", "what if", "in case", "risk|risks of", "cause|causes of", "symptom|symptoms of", "sign|signs of",
            "what are", "prevent", "prevents", "afraid of", "fear of", "chance|chances of|to", "side effects", "watch for|out", "one day", "could cause", "can cause",
            "can|does|do|will|would .. cause", "information on|about", "asked about", "worried about getting", "how to", "treatment|treatments for", "article|book|research|study");
        AddAll(words, Cue.Doubt, "know|wondering|wonder|see|ask|sure|think if");
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
        var doubt = Denied(tokens, hit, from) ? Doubt.Denied : Doubt.None;
        doubt |= found.HasFlag(Cue.Over) ? Doubt.Over : Doubt.None;
        doubt |= found.HasFlag(Cue.Past) && (!found.HasFlag(Cue.Present) || found.HasFlag(Cue.Over)) ? Doubt.Past : Doubt.None;
        doubt |= found.HasFlag(Cue.Supposed) && !found.HasFlag(Cue.Doubt) ? Doubt.Supposed : Doubt.None;
        return doubt | (IsSomebodysHistory(tokens, hit, from, to, cues) ? Doubt.Past : Doubt.None);
    }

    private bool Denied(ReadOnlySpan<Token> tokens, PhraseHit hit, int from)
    {
        for (var at = hit.First - 1; at >= Math.Max(from, hit.First - Reach); at--)
        {
            if (_turns.Contains(tokens[at].Word) && tokens[at].Kind is TokenKind.Word)
            {
                return false;
            }

            if (tokens[at].Is(WordTags.Negation))
            {
                return true;
            }

            // "I had no fever, I have chest pain": a new subject ends what was denied.
            if (_subjects.Contains(tokens[at].Word) && tokens[at].Kind is TokenKind.Word && at > from && tokens[at - 1].Kind is TokenKind.Mark)
            {
                return false;
            }
        }

        return false;
    }

    private bool IsSomebodysHistory(ReadOnlySpan<Token> tokens, PhraseHit hit, int from, int to, List<PhraseHit> cues)
    {
        var kin = -1;
        for (var at = from; at < hit.First; at++)
        {
            kin = tokens[at].Kind is TokenKind.Word && _kin.Contains(tokens[at].Word) ? at : kin;
            if (kin >= 0 && at - kin is > 0 and <= 2 && _verbsOfEvents.Contains(tokens[at].Word) && tokens[at].Kind is TokenKind.Word)
            {
                return !CuesIn(cues, at, to, hit).HasFlag(Cue.Present);
            }
        }

        return false;
    }

    private static Cue CuesIn(List<PhraseHit> cues, int from, int to, PhraseHit hit)
    {
        var found = Cue.None;
        to = Math.Min(to, hit.Last + (2 * Reach));
        for (var next = FirstAt(cues, Math.Max(from, hit.First - (2 * Reach))); next < cues.Count && cues[next].First < to; next++)
        {
            var match = cues[next];
            var cue = (Cue)match.Phrase;
            var counts = cue is Cue.Supposed or Cue.Doubt ? match.First < hit.First : cue is not Cue.Over || match.Last > hit.Last;
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

    private void AddAll(Vocabulary.Builder words, Cue cue, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            _book.Add(phrase, (int)cue, words);
        }
    }

    private static HashSet<int> Intern(Vocabulary.Builder words, string list) => [.. list.Split(' ').Select(word => words.Add(word))];

    [Flags]
    private enum Cue
    {
        None = 0,
        Over = 1,
        Past = 2,
        Present = 4,
        Supposed = 8,
        Doubt = 16,
    }
}
