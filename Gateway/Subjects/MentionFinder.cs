using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Finds the next mention of a person: kinship, names, ages, roles and pronouns, the most telling first.</summary>
internal sealed class MentionFinder(Stage stage)
{
    private readonly NameMentions _names = new(stage);
    private readonly KinMentions _kin = new(stage);
    private readonly AgedMentions _aged = new(stage);
    private readonly CaseMentions _cases = new(stage);

    public bool TryFindAt(int at, out Mention mention)
    {
        var token = stage.Text.Tokens[at];
        mention = default;
        if (token.Kind is TokenKind.Mark)
        {
            return false;
        }

        return _cases.TryFind(at, out mention)
            || _names.TryFind(at, token, out mention)
            || token.Is(WordTags.Possessive) && _kin.TryPossessed(at, token, out mention)
            || !Clitics.IsOfInterest(stage, at) && !Clitics.IsFelt(stage, at - 1) && TryPronoun(at, token, out mention)
            || _aged.TryFind(at, out mention)
            || _kin.TryArticled(at, token, out mention)
            || _kin.TryBare(at, token, out mention)
            || TryRole(at, token, out mention);
    }

    private bool TryPronoun(int at, in Token token, out Mention mention)
    {
        var person = token switch
        {
            _ when token.Is(WordTags.First | WordTags.We) => stage.Cast.Sender,
            _ when token.Is(WordTags.He) => stage.Cast.PointedTo(Sex.Male, plural: false),
            _ when token.Is(WordTags.She) => stage.Cast.PointedTo(Sex.Female, plural: false),
            _ when token.Is(WordTags.Someone) => Clitics.IsOwnDoing(stage, at) ? stage.Cast.Sender : stage.Cast.LastSpokenOf,
            _ when token.Is(WordTags.They) => stage.Cast.PointedTo(Sex.Unknown, plural: true),
            _ => null,
        };
        mention = person is null ? default : new Mention(person, at, at, token.Is(WordTags.Possessive));
        return person is not null;
    }

    private bool TryRole(int at, in Token token, out Mention mention)
    {
        mention = new Mention(stage.Cast.Bystander, at, at, false);
        if (!token.Is(WordTags.Professional))
        {
            return false;
        }

        stage.Cast.IntroduceBystander();
        return true;
    }
}
