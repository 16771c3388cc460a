using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>What the words before a mention make of the person.</summary>
internal static class MentionRoles
{
    public static MentionRole RoleAt(Stage stage, int at)
    {
        var tokens = stage.Text.Tokens;
        if (at == 0 || tokens[at - 1].Sentence != tokens[at].Sentence)
        {
            return MentionRole.Plain;
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
}
