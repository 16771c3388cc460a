using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Reads whom a message is about out of its text: tokens, mentions, who carries what, then the policy. One pass, local, explainable.</summary>
internal static class NarrativeReader
{
    public static NarrativeVerdict Assess(string text, NarrativeFacts facts)
    {
        using var english = Tokenizer.Read(text, SubjectLexicon.English.Words);
        if (!IsSpanish(english.Tokens))
        {
            return Assess(english, SubjectLexicon.English, facts);
        }

        using var spanish = Tokenizer.Read(text, SubjectLexicon.Spanish.Words);
        return Assess(spanish, SubjectLexicon.Spanish, facts);
    }

    private static NarrativeVerdict Assess(TokenizedText text, SubjectLexicon lexicon, NarrativeFacts facts)
    {
        var cast = new Cast(facts);
        var scan = new OwnershipScan(new Stage(text, lexicon, new NameIndex(facts, lexicon), cast));
        scan.Run();
        return NarrativePolicy.Decide(cast, scan.Cues);
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
