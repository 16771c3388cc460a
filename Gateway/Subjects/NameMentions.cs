using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>People mentioned by name: the patient, the sender's other charts, and those the gateway has never heard of.</summary>
internal sealed class NameMentions(Stage stage)
{
    private const int OldestYears = 110;
    private const int Months = 12;
    private const int PronounReach = 20;
    private const int LongestApposition = 5;

    private const WordTags Names = WordTags.FemaleName | WordTags.MaleName;

    public bool TryFind(int at, in Token token, out Mention mention)
    {
        mention = default;
        if (token.Kind is not TokenKind.Word)
        {
            return false;
        }

        var isOnRecord = stage.Names.TryFind(stage.Text.Spelling(token), out var proxied);
        proxied = isOnRecord && proxied is null ? NamesakeAt(at) : proxied;
        if (!isOnRecord && !token.Is(Names))
        {
            return TryUnheardOf(at, token, out mention);
        }

        if (!(NameEvidence.IsName(stage.Text, at, stage.Lexicon) || isOnRecord && IsBehindAddress(at)) || stage.Lexicon.IsEponym(stage.Text.Tokens, at))
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

        if (!isOnRecord)
        {
            var said = KinBehind(at);
            var last = said?.Last ?? at;
            mention = new Mention(stage.Cast.Stranger(token, said?.Kin), at, last, stage.Text.Tokens[last].Shows(TokenTraits.Genitive));
            return true;
        }

        mention = new Mention(proxied is null ? stage.Cast.NamedSubject() : stage.Cast.Named(proxied), at, at, token.Shows(TokenTraits.Genitive));
        return true;
    }

    /// <summary>"Robert Jr", "Robert, 9,": who shares the patient's name and is said to be the other one.</summary>
    private ProxiedPerson? NamesakeAt(int at)
    {
        if (at + 1 >= stage.Text.Count || stage.Names.NamesakeOf(stage.Text.Spelling(stage.Text.Tokens[at])) is not { } namesake)
        {
            return null;
        }

        var isMeant = stage.Lexicon.IsYoungerBy(stage.Text.Tokens[at + 1]) is { } younger ? younger == namesake.IsYounger
            : HasAgeBehind(at) && namesake.IsOfAge(stage.Text.Tokens[at + 2].Word * Months);
        return isMeant ? namesake.Proxied : null;
    }

    /// <summary>"Kate, my other half," and "Edna from next door": what somebody with a name is to the writer.</summary>
    private (Kin Kin, int Last)? KinBehind(int at)
    {
        var tokens = stage.Text.Tokens;
        var next = at + 1;
        if (tokens[at].Shows(TokenTraits.Genitive))
        {
            return null;
        }

        next += next < tokens.Length && stage.Text.Mark(tokens[next]) is ',' or '(' ? 1 : 0;
        if (stage.IsAt(next, WordTags.FirstPossessive | WordTags.OurPossessive))
        {
            for (var noun = next + 1; noun < Math.Min(tokens.Length, next + LongestApposition) && tokens[noun].Kind is TokenKind.Word && !tokens[noun].Is(WordTags.Verb); noun++)
            {
                if (stage.Lexicon.KinAt(tokens, noun) is { } kin)
                {
                    return tokens[kin.Last].Shows(TokenTraits.Genitive) ? null : kin;
                }
            }

            return null;
        }

        next += stage.SaysAt(next, "from") ? 1 : 0;
        return next < tokens.Length && stage.Lexicon.KinAt(tokens, next) is { Kin.Relationship: "neighbor" } neighbor ? neighbor : null;
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

        if (titled && KinBehind(at) is { } neighbor)
        {
            mention = new Mention(stage.Cast.Relative(neighbor.Kin, null), at, neighbor.Last, false);
            return true;
        }

        if (titled || owns || stage.IsAt(at - 1, WordTags.OurPossessive))
        {
            mention = new Mention(stage.Cast.PointedTo(Sex.Unknown, plural: false), at, at, token.Shows(TokenTraits.Genitive));
            return true;
        }

        // A drug may open a sentence too; what has an age, or is "he" or "she" soon after, is a person.
        var sex = SexSaidAfter(at);
        if (!token.Shows(TokenTraits.OpensSentence) || NameEvidence.IsShouted(stage.Text.Spelling(token))
            || !(HasAgeBehind(at) || IsToldOfBehind(at) || sex is not Sex.Unknown && !stage.Cast.HasSpokenOf(sex) && !stage.Cast.WritesFor(sex) && stage.IsAt(at + 1, WordTags.Verb | WordTags.Perception)))
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

    /// <summary>"Yurubí amaneció con fiebre": no noun opens a Spanish sentence without an article.</summary>
    private bool IsToldOfBehind(int at) =>
        stage.IsSpanish
        && (IsOfThirdPerson(at + 1)
            || (stage.SaysAt(at + 1, "no") || stage.SaysAt(at + 1, "ya") || stage.SaysAt(at + 1, "se")) && (IsOfThirdPerson(at + 2) || stage.IsAt(at + 2, WordTags.Symptom)));

    private bool IsOfThirdPerson(int at) => stage.IsAt(at, WordTags.Nominative) && stage.IsAt(at, WordTags.Someone);

    /// <summary>"Doctora nashla tiene fiebre": who is written to, and then the patient, without a comma.</summary>
    private bool IsBehindAddress(int at) =>
        stage.IsSpanish && stage.IsAt(at - 1, WordTags.Professional) && stage.Text.Tokens[at - 1].Shows(TokenTraits.OpensSentence) && stage.IsAt(at + 1, WordTags.Verb | WordTags.Perception);

    /// <summary>"hi its Lucy": the patient says who writes.</summary>
    private bool IsSelfNaming(int at) => stage.SaysAt(at - 1, "its") || stage.SaysAt(at - 1, "it's") || stage.SaysAt(at - 1, "im") || stage.SaysAt(at - 1, "i'm");

    /// <summary>"Rosita de la recepción" is whom one speaks with there.</summary>
    private bool IsOfThePractice(int at) => stage.IsAt(at + 1, WordTags.Of) && stage.IsAt(at + 2, WordTags.Article) && stage.IsAt(at + 3, WordTags.Professional);

    /// <summary>A given name counts where a person may stand: capitalised, or with a verb or something owned behind it.</summary>
    private bool IsStranger(int at, in Token token)
    {
        var acts = stage.IsAt(at + 1, WordTags.Verb | WordTags.Perception) || token.Shows(TokenTraits.Genitive);
        var isPlace = stage.IsAt(at - 1, WordTags.Article) && !(stage.IsSpanish && acts);
        return !isPlace && !IsOfThePractice(at) && (token.Shows(TokenTraits.Capitalised) || acts && (token.Shows(TokenTraits.OpensSentence) || stage.IsAt(at - 1, WordTags.Boundary | WordTags.TargetPrep | WordTags.And)));
    }
}
