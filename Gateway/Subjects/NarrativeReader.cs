using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Reads whom a message is about out of its text: tokens, mentions, who carries what, then the policy. One pass, local, explainable.</summary>
internal static class NarrativeReader
{
    private static readonly SubjectLexicon Lexicon = SubjectLexicon.Default;

    public static NarrativeVerdict Assess(string text, NarrativeFacts facts)
    {
        using var tokens = Tokenizer.Read(text, Lexicon.Words);
        var cast = new Cast(facts);
        var scan = new OwnershipScan(tokens, Lexicon, new MentionFinder(tokens, Lexicon, new NameIndex(facts, Lexicon), cast), cast);
        scan.Run();
        return NarrativePolicy.Decide(cast, scan.Cues);
    }
}
