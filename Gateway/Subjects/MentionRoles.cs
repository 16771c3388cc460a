using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>What the words of a mention and around it make of the person.</summary>
internal static class MentionRoles
{
    public static MentionRole RoleAt(Stage stage, int at)
    {
        var tokens = stage.Text.Tokens;
        if (at == 0 || tokens[at - 1].Sentence != tokens[at].Sentence)
        {
            return MentionRole.Plain;
        }

        // "Le dio calentura al niño": the preposition is in the article.
        if (tokens[at].Is(WordTags.Article) && tokens[at].Is(WordTags.Beneficiary))
        {
            return MentionRole.Beneficiary;
        }

        if (tokens[at - 1].Is(WordTags.SourcePrep))
        {
            return tokens[at - 1].Is(WordTags.With) && IsTrouble(stage, at - 2) ? MentionRole.Target : MentionRole.Source;
        }

        return tokens[at - 1].Is(WordTags.Beneficiary) && !stage.IsAt(at - 2, WordTags.Passing) ? MentionRole.Beneficiary
            : tokens[at - 1].Is(WordTags.TargetPrep) ? MentionRole.Target
            : MentionRole.Plain;
    }

    /// <summary>"what is wrong with my son", "I need help with her": the trouble is the person's.</summary>
    private static bool IsTrouble(Stage stage, int at) =>
        stage.IsAt(at, WordTags.First | WordTags.We | WordTags.Health | WordTags.Passing | WordTags.Trouble);

    /// <summary>"I", "she", "we": a pronoun that is the subject of its clause.</summary>
    public static bool IsNominative(Stage stage, in Mention mention) =>
        mention.First == mention.Last && !mention.Owns && stage.Text.Tokens[mention.Last].Is(WordTags.Nominative);

    /// <summary>The person is the subject of a clause that tells of them, or stands alone as its heading: "she is", "Lotte."</summary>
    public static bool IsToldOf(Stage stage, in Mention mention)
    {
        var next = mention.Last + 1;
        return !mention.Owns && !stage.IsAt(next, WordTags.Speech | WordTags.Logistic)
            && (IsNominative(stage, mention) || stage.IsAt(next, WordTags.Verb | WordTags.Perception | WordTags.Future)
                || stage.IsHeading(mention.First, next));
    }

    /// <summary>"my 6 year old son": the mention itself tells an age.</summary>
    public static bool HasAge(Stage stage, in Mention mention)
    {
        for (var at = mention.First; at <= mention.Last; at++)
        {
            if (Age.TryRead(stage.Text, at, stage.Lexicon, out _))
            {
                return true;
            }
        }

        return false;
    }
}
