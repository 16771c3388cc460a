using Gateway.Subjects.Weighing;
using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Reads whom a message is about out of its text: tokens, mentions, who carries what, what the rules say, what it weighs. One pass, local, explainable.</summary>
internal static class NarrativeReader
{
    public static NarrativeVerdict Assess(string text, NarrativeFacts facts) => Read(text, facts, static (rules, candidates, cast, cues) => WeighingPolicy.Decide(rules, candidates.Read(), cast, cues));

    /// <summary>What is weighed of a message: for fitting the weights, and for showing them.</summary>
    public static (NarrativeVerdict Rules, IReadOnlyList<Candidate> Candidates) Weigh(string text, NarrativeFacts facts) =>
        Read(text, facts, static (rules, candidates, _, _) => (rules, candidates.Read()));

    /// <summary>What stands by the mentions, of each candidate and by name: for learning what it weighs.</summary>
    public static IReadOnlyList<IReadOnlySet<string>> Neighbours(string text, NarrativeFacts facts) =>
        Read(text, facts, static (_, candidates, _, _) => candidates.Neighbours());

    private static TResult Read<TResult>(string text, NarrativeFacts facts, Func<NarrativeVerdict, CandidateReader, Cast, MessageCues, TResult> decide)
    {
        using var english = Tokenizer.Read(text, SubjectLexicon.English.Words);
        if (!IsSpanish(english.Tokens))
        {
            return Read(english, SubjectLexicon.English, facts, decide);
        }

        using var spanish = Tokenizer.Read(text, SubjectLexicon.Spanish.Words);
        return Read(spanish, SubjectLexicon.Spanish, facts, decide);
    }

    private static TResult Read<TResult>(
        TokenizedText text, SubjectLexicon lexicon, NarrativeFacts facts, Func<NarrativeVerdict, CandidateReader, Cast, MessageCues, TResult> decide)
    {
        var cast = new Cast(facts);
        var scan = new OwnershipScan(new Stage(text, lexicon, new NameIndex(facts, lexicon), cast));
        scan.Run();
        var rules = NarrativePolicy.Decide(cast, scan.Cues);
        return decide(rules, new CandidateReader(text, cast, scan, rules), cast, scan.Cues);
    }

    /// <summary>Whether more of the small words are Spanish than English; people mix the two.</summary>
    private static bool IsSpanish(ReadOnlySpan<Token> tokens)
    {
        var (spanish, english) = (0, 0);
        foreach (var token in tokens)
        {
            spanish += token.Is(WordTags.Spanish) ? 1 : 0;
            english += !token.Is(WordTags.Spanish) && token.Is(EnglishMarks) ? 1 : 0;
        }

        return spanish > english;
    }

    private const WordTags EnglishMarks =
        WordTags.FirstPossessive | WordTags.Nominative | WordTags.Article | WordTags.Boundary | WordTags.And | WordTags.TargetPrep | WordTags.Verb | WordTags.Possessive;
}
