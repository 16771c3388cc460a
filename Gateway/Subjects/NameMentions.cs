using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>People mentioned by name: the patient, the sender's other charts, and those the gateway has never heard of.</summary>
internal sealed class NameMentions(Stage stage)
{
    private const int OldestYears = 110;
    private const int PronounReach = 20;

    private const WordTags Names = WordTags.FemaleName | WordTags.MaleName;

    public bool TryFind(int at, in Token token, out Mention mention)
    {
        mention = default;
        if (token.Kind is not TokenKind.Word)
        {
            return false;
        }

        var isOnRecord = stage.Names.TryFind(stage.Text.Spelling(token), out var proxied);
        if (!isOnRecord && !token.Is(Names))
        {
            return TryUnheardOf(at, token, out mention);
        }

        if (!NameEvidence.IsName(stage.Text, at, stage.Lexicon))
        {
            return false;
        }

        if (IsIntroduction(at) || isOnRecord && proxied is null && IsSelfNaming(at))
        {
            stage.Cast.Introduce(isOnRecord && proxied is null);
            mention = new Mention(stage.Cast.Sender, at, at, token.Shows(TokenTraits.Genitive));
            return true;
        }

        if (!isOnRecord && !IsStranger(at, token))
        {
            return false;
        }

        var person = !isOnRecord ? stage.Cast.Stranger(token) : proxied is null ? stage.Cast.NamedSubject() : stage.Cast.Named(proxied);
        mention = new Mention(person, at, at, token.Shows(TokenTraits.Genitive));
        return true;
    }

    /// <summary>"Mrs. Pell", "our Britta", "Zbyszek's leg": a capital where only a person's name can stand.</summary>
    private bool TryUnheardOf(int at, in Token token, out Mention mention)
    {
        mention = default;
        var titled = stage.IsAt(at - 1, WordTags.Title) || stage.IsAt(at - 2, WordTags.Title) && stage.Text.Mark(stage.Text.Tokens[at - 1]) is '.';
        var owns = token.Shows(TokenTraits.OpensSentence) && token.Shows(TokenTraits.Genitive)
            && (stage.IsAt(at + 1, (WordTags.Health & ~WordTags.Disease) | WordTags.Care) || at + 1 < stage.Text.Count && stage.Text.Tokens[at + 1].Kind is TokenKind.Number);
        if (token.Word != 0 || !token.Shows(TokenTraits.Capitalised))
        {
            return false;
        }

        if (titled || owns || stage.IsAt(at - 1, WordTags.OurPossessive))
        {
            mention = new Mention(stage.Cast.PointedTo(Sex.Unknown, plural: false), at, at, token.Shows(TokenTraits.Genitive));
            return true;
        }

        // A drug may open a sentence too; what has an age, or is "he" or "she" soon after, is a person.
        var sex = SexSaidAfter(at);
        if (!token.Shows(TokenTraits.OpensSentence) || !(HasAgeBehind(at) || sex is not Sex.Unknown && stage.IsAt(at + 1, WordTags.Verb | WordTags.Perception)))
        {
            return false;
        }

        mention = new Mention(stage.Cast.Unnamed("unknown", sex, null), at, at, token.Shows(TokenTraits.Genitive));
        return true;
    }

    /// <summary>"Jae (36) has", "Anouk, 4, woke".</summary>
    private bool HasAgeBehind(int at) =>
        at + 3 < stage.Text.Count && stage.Text.Mark(stage.Text.Tokens[at + 1]) is '(' or ','
        && stage.Text.Tokens[at + 2] is { Kind: TokenKind.Number, Word: <= OldestYears } && stage.Text.Mark(stage.Text.Tokens[at + 3]) is ')' or ',';

    /// <summary>The first pronoun that tells a sex within reach, unless somebody else is named before.</summary>
    private Sex SexSaidAfter(int at)
    {
        var tokens = stage.Text.Tokens;
        for (var next = at + 1; next < Math.Min(tokens.Length, at + PronounReach); next++)
        {
            if (tokens[next].Is(WordTags.First | WordTags.We | WordTags.FirstPossessive | WordTags.OurPossessive | Names | WordTags.Professional))
            {
                return Sex.Unknown;
            }

            if (tokens[next].Is(WordTags.He | WordTags.She))
            {
                return tokens[next].Is(WordTags.He) ? Sex.Male : Sex.Female;
            }
        }

        return Sex.Unknown;
    }

    /// <summary>"June here", "this is Joy", "my name is Carol": who writes, not whom it is about.</summary>
    private bool IsIntroduction(int at) =>
        stage.SaysAt(at - 1, "soy") || stage.SaysAt(at + 1, "here") || stage.SaysAt(at + 1, "writing") || stage.SaysAt(at + 1, "typing")
        || stage.SaysAt(at - 1, "is") && (stage.SaysAt(at - 2, "name") || stage.SaysAt(at - 2, "this") && stage.Text.Tokens[at - 2].Shows(TokenTraits.OpensSentence));

    /// <summary>"hi its Lucy": the patient says who writes.</summary>
    private bool IsSelfNaming(int at) => stage.SaysAt(at - 1, "its") || stage.SaysAt(at - 1, "it's") || stage.SaysAt(at - 1, "im") || stage.SaysAt(at - 1, "i'm");

    /// <summary>A given name counts where a person may stand: capitalised, or with a verb or something owned behind it.</summary>
    private bool IsStranger(int at, in Token token)
    {
        var isPlace = stage.IsAt(at - 1, WordTags.Article);
        var acts = stage.IsAt(at + 1, WordTags.Verb | WordTags.Perception) || token.Shows(TokenTraits.Genitive);
        return !isPlace && (token.Shows(TokenTraits.Capitalised) || acts && (token.Shows(TokenTraits.OpensSentence) || stage.IsAt(at - 1, WordTags.Boundary | WordTags.TargetPrep | WordTags.And)));
    }
}
