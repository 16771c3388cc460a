using Gateway.Text;

namespace Gateway.Triage;

/// <summary>How far a denial reaches: "no fever, chills or cough" denies three things, "it did not help, my throat is closing" none that matters.</summary>
internal sealed class Denials
{
    private const int Reach = 10;

    /// <summary>What "cannot" denies stands right after it: "I can't sleep, my chest hurts" denies no pain.</summary>
    private const int ReachOfCannot = 3;

    /// <summary>"Spots that don't fade on her legs and a fever" denies no fever; "I don't have …" goes on through a list.</summary>
    private const int ReachOfNot = 5;

    /// <summary>So near its comma a finding still belongs to the list that was denied: "no fever, chills or cough".</summary>
    private const int LongestListItem = 3;

    private readonly HashSet<int> _turns = [], _subjects = [], _denies = [], _cannot = [], _having = [], _lists = [], _joins = [], _articles = [];

    public void Add(DenialWords language, Vocabulary.Builder words)
    {
        TriageCues.Intern(_turns, language.Turns, words);
        TriageCues.Intern(_subjects, language.Subjects, words);
        TriageCues.Intern(_denies, language.Denies, words);
        TriageCues.Intern(_cannot, language.Cannot, words);
        TriageCues.Intern(_having, language.Having, words);
        TriageCues.Intern(_lists, language.Lists, words);
        TriageCues.Intern(_joins, language.Joins, words);
        TriageCues.Intern(_articles, language.Articles, words);
    }

    /// <summary>Whether the words are denied by something from token <paramref name="from"/> on, where their sentence starts.</summary>
    public bool Reaches(ReadOnlySpan<Token> tokens, PhraseHit hit, int from)
    {
        var (listed, crossed) = (true, false);
        for (var at = hit.First - 1; at >= Math.Max(from, hit.First - Reach); at--)
        {
            if (tokens[at].Kind is TokenKind.Mark)
            {
                crossed = true;
                listed &= hit.First - at <= LongestListItem && !StartsClause(tokens[at + 1]);
                continue;
            }

            if (TriageCues.Is(_turns, tokens[at]) || (TriageCues.Is(_joins, tokens[at]) && (StartsClause(tokens[at + 1]) || TriageCues.Is(_articles, tokens[at + 1]))))
            {
                return false;
            }

            if (TriageCues.Is(_cannot, tokens[at]) && hit.First - at <= ReachOfCannot && !crossed)
            {
                return true;
            }

            if (TriageCues.Is(_denies, tokens[at]))
            {
                return TriageCues.Is(_lists, tokens[at])
                    ? listed
                    : (!crossed && hit.First - at <= ReachOfNot) || (TriageCues.Is(_having, tokens[at + 1]) && IsListFrom(tokens, at, hit.First));
            }
        }

        return false;
    }

    /// <summary>Nothing between starts a new clause: "I don't have chest pain, any trouble breathing, or dizziness".</summary>
    private bool IsListFrom(ReadOnlySpan<Token> tokens, int from, int to)
    {
        for (var at = from + 1; at < to; at++)
        {
            if (tokens[at].Kind is TokenKind.Mark && StartsClause(tokens[at + 1]))
            {
                return false;
            }
        }

        return true;
    }

    private bool StartsClause(Token token) => TriageCues.Is(_subjects, token) || token.Is(WordTags.Verb);
}
