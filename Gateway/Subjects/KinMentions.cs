using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>People mentioned by kinship: "my poor sick husband", "the baby", "Mom", "her sister".</summary>
internal sealed class KinMentions(Stage stage)
{
    /// <summary>"my poor sick old dear husband": more words between than this belong to something else.</summary>
    private const int LongestNounPhrase = 6;

    /// <summary>"So" and "pa" are other words when they open a sentence.</summary>
    private const int ShortestWord = 2;

    /// <summary>In years.</summary>
    private const int GrownUp = 16;

    private const WordTags EndsNounPhrase = WordTags.Boundary | WordTags.Relative | WordTags.TargetPrep | WordTags.SourcePrep | WordTags.First
        | WordTags.We | WordTags.He | WordTags.They | WordTags.Negation | WordTags.Professional | WordTags.Possessive;

    public bool TryPossessed(int at, in Token token, out Mention mention) =>
        token.Is(WordTags.FirstPossessive | WordTags.OurPossessive) ? TryOwned(at, token, out mention) : TryRelativeOfAnother(at, out mention);

    /// <summary>"the baby", "the wife": the article makes some words a relative of the writer's, and points others back to the child spoken of.</summary>
    public bool TryArticled(int at, in Token token, out Mention mention)
    {
        mention = default;
        if (!token.Is(WordTags.Article) || IsToldOfSomebody(at))
        {
            return false;
        }

        for (var next = at + 1; next < Math.Min(stage.Text.Count, at + 4) && stage.Text.Tokens[next].Kind is TokenKind.Word; next++)
        {
            if (stage.Lexicon.KinAt(stage.Text.Tokens, next) is { } found)
            {
                return TryArticledKin(at, found.Kin, found.Last, out mention);
            }

            if (stage.Text.Tokens[next].Is(EndsNounPhrase | WordTags.Verb) || stage.IsSpanish && stage.IsAt(next, WordTags.Health | WordTags.Article)
                || stage.Lexicon.Numbers.ContainsKey(stage.Text.Tokens[next].Word))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"Mom fell", "Daughter has a fever": kinship that opens a clause, follows a preposition, or is used as a name.</summary>
    public bool TryBare(int at, in Token token, out Mention mention)
    {
        mention = default;
        if (stage.Lexicon.IndefiniteAt(stage.Text.Tokens, at) is { } somebody && !IsSourceOnly(somebody.Last))
        {
            mention = stage.WithName(stage.Cast.Relative(somebody.Kin, null), at, somebody.Last);
            return true;
        }

        // "Friend has a rash": what no one is called by in the family opens a sentence.
        if (stage.Lexicon.KinAt(stage.Text.Tokens, at) is not { } found
            || !found.Kin.Bare && found.Kin.Relationship is not "baby" && (token.Length <= ShortestWord || !token.Shows(TokenTraits.OpensSentence)))
        {
            return false;
        }

        if (!IsCalled(at, found.Kin, token) && !IsClauseSubject(at, found.Last, token))
        {
            return false;
        }

        mention = stage.WithName(stage.Cast.Relative(found.Kin, null), at, found.Last);
        return true;
    }

    /// <summary>"a friend told me", "a neighbor's dog": whom the writer has it from.</summary>
    private bool IsSourceOnly(int last) =>
        stage.Text.Tokens[last].Shows(TokenTraits.Genitive) || stage.IsAt(last + 1, WordTags.Speech) && stage.IsAt(last + 2, WordTags.First | WordTags.We)
        || stage.IsAt(last + 2, WordTags.Speech) && stage.IsSpanish && stage.IsAt(last + 1, WordTags.First | WordTags.We);

    /// <summary>"Dad" with a capital inside a sentence, or "for mom": the word is the person's name in the family.</summary>
    private bool IsCalled(int at, Kin kin, in Token token) =>
        kin.Bare && !IsToldOfSomebody(at) && !stage.IsAt(at - 1, WordTags.Article | WordTags.Body)
        && (kin.Generation is Generation.Elder && token.Shows(TokenTraits.Capitalised) && !token.Shows(TokenTraits.OpensSentence)
            || kin.Generation is Generation.Elder && stage.IsAt(at - 1, WordTags.TargetPrep | WordTags.Passing) || IsHeadedBy(at - 1));

    /// <summary>"About wife.", "Posting for wife": a preposition that opens the message, or its first verb's.</summary>
    private bool IsHeadedBy(int preposition) =>
        stage.IsAt(preposition, WordTags.TargetPrep) && !stage.SaysAt(preposition, "of") && !stage.IsAt(preposition, WordTags.Of)
        && (stage.Text.Tokens[preposition].Shows(TokenTraits.OpensSentence) || preposition > 0 && stage.Text.Tokens[preposition - 1].Shows(TokenTraits.OpensSentence));

    private bool IsClauseSubject(int at, int last, in Token token)
    {
        var next = last + 1 < stage.Text.Count ? stage.Text.Tokens[last + 1] : default;
        var opens = token.Shows(TokenTraits.OpensSentence) || stage.IsAt(at - 1, WordTags.Boundary | WordTags.TargetPrep | WordTags.And)
            || at > 0 && stage.Text.Tokens[at - 1].Kind is TokenKind.Mark;
        return opens && (next.Is(WordTags.Verb | WordTags.Perception | WordTags.Symptom) || stage.Text.Tokens[last].Shows(TokenTraits.Genitive) || next.Kind is TokenKind.Number
            || token.Shows(TokenTraits.OpensSentence) && (stage.Text.Mark(next) is ',' or '.' or ':' or '(' || IsNameOrAge(last + 1)));
    }

    /// <summary>"Uncle Anton, 66", "Husband age 47", "Wife of 58 years": a mother of two is the writer.</summary>
    private bool IsNameOrAge(int at)
    {
        if (stage.IsAt(at, WordTags.FemaleName | WordTags.MaleName) && stage.Text.Tokens[at].Shows(TokenTraits.Capitalised)
            || at < stage.Text.Count && stage.Text.Tokens[at] is { Word: 0, Kind: TokenKind.Word } name && name.Shows(TokenTraits.Capitalised) && !NameEvidence.IsShouted(stage.Text.Spelling(name)))
        {
            return true;
        }

        var number = at + 1;
        return number < stage.Text.Count && (stage.SaysAt(at, "of") || stage.SaysAt(at, "age") || stage.SaysAt(at, "aged"))
            && Age.TryReadNumber(stage.Text.Tokens, ref number, stage.Lexicon, out var years) && years >= GrownUp;
    }

    private bool TryOwned(int at, in Token token, out Mention mention)
    {
        var tokens = stage.Text.Tokens;
        int? age = null;
        mention = new Mention(stage.Cast.Sender, at, at, Owns: true);
        if (TryOwnedStranger(at, ref mention))
        {
            return true;
        }

        for (var next = at + 1; next < Math.Min(tokens.Length, at + 1 + LongestNounPhrase) && tokens[next].Sentence == token.Sentence; next++)
        {
            if (Age.TryRead(stage.Text, next, stage.Lexicon, out var read))
            {
                (age, next) = (read.Months, read.Last);
                continue;
            }

            if (stage.Lexicon.KinAt(tokens, next) is { } found)
            {
                // "my oldest friend": the last noun says who it is.
                found = found.Kin.Relationship is "child" && !tokens[found.Last].Shows(TokenTraits.Genitive) && found.Last + 1 < tokens.Length
                    && stage.Lexicon.KinAt(tokens, found.Last + 1) is { } head ? head : found;
                var (kin, last) = WithSecond(found.Kin, found.Last);
                mention = stage.WithName(
                    stage.IsAt(at - 1, WordTags.SourcePrep) ? stage.Cast.InPassing(kin, age) : stage.Cast.Relative(kin, age), at, last);
                return true;
            }

            if (tokens[next].Kind is TokenKind.Mark || tokens[next].Is(EndsNounPhrase) || (tokens[next].Is(WordTags.Verb) && next > at + 1))
            {
                break;
            }
        }

        return age is null || TryAgedAlone(at, age.Value, ref mention);
    }

    /// <summary>"My Anna has a fever": somebody of the writer's who is on no record.</summary>
    private bool TryOwnedStranger(int at, ref Mention mention)
    {
        if (!stage.IsAt(at + 1, WordTags.FemaleName | WordTags.MaleName))
        {
            return false;
        }

        var name = stage.Text.Tokens[at + 1];
        if (!name.Shows(TokenTraits.Capitalised) || stage.Names.TryFind(stage.Text.Spelling(name), out _)
            || !stage.IsAt(at + 2, WordTags.Verb | WordTags.Perception) && !NameEvidence.IsName(stage.Text, at + 1, stage.Lexicon))
        {
            return false;
        }

        mention = new Mention(stage.Cast.Stranger(name), at, at + 1, name.Shows(TokenTraits.Genitive));
        return true;
    }

    /// <summary>"my 6 year old has a rash": the age itself is the noun, unless a thing follows ("my 6 year old scar").</summary>
    private bool TryAgedAlone(int at, int ageInMonths, ref Mention mention)
    {
        for (var next = at + 1; next < stage.Text.Count; next++)
        {
            if (!Age.TryRead(stage.Text, next, stage.Lexicon, out var age))
            {
                continue;
            }

            var after = age.Last + 1 < stage.Text.Count ? stage.Text.Tokens[age.Last + 1] : default;
            if (after.Is(WordTags.Body | WordTags.Drug | WordTags.Test | WordTags.Symptom | WordTags.Frame) && !after.Is(WordTags.Verb))
            {
                return true;
            }

            var sex = after.Is(WordTags.MaleNoun) ? Sex.Male : after.Is(WordTags.FemaleNoun) ? Sex.Female : Sex.Unknown;
            mention = stage.WithName(stage.Cast.Relative(AgedMentions.KinOf(ageInMonths, sex), ageInMonths), at, age.Last);
            return true;
        }

        return true;
    }

    /// <summary>"my husband's mother" is a relative, "my friend's son" a friend's child, "my mother's side" nobody.</summary>
    private (Kin Kin, int Last) WithSecond(Kin kin, int last) =>
        stage.Text.Tokens[last].Shows(TokenTraits.Genitive) && last + 1 < stage.Text.Count && stage.Lexicon.KinAt(stage.Text.Tokens, last + 1) is { } second
            ? (second.Kin.As(Kinship.OfRelative(kin, second.Kin)), second.Last)
            : (kin, last);

    /// <summary>"his sister" in a child's chart is the sender's daughter; elsewhere relatives of others act in the story only.</summary>
    private bool TryRelativeOfAnother(int at, out Mention mention)
    {
        mention = default;
        if (at + 1 >= stage.Text.Count || stage.Lexicon.KinAt(stage.Text.Tokens, at + 1) is not { } found)
        {
            return false;
        }

        var sibling = stage.Cast.SiblingOfThePatient(found.Kin);
        mention = sibling is null ? new Mention(stage.Cast.Bystander, at, found.Last, false) : stage.WithName(sibling, at, found.Last);
        return true;
    }

    private bool TryArticledKin(int at, Kin kin, int last, out Mention mention)
    {
        var token = stage.Text.Tokens[at];
        var definite = !token.Is(WordTags.Indefinite);
        var wishedFor = kin.Relationship is "baby" && !definite;
        var owned = (IsOwned(at + 1) && !wishedFor) || kin.Relationship is "relative" || definite && kin.Relationship is "pet" && stage.IsAt(last + 1, WordTags.Verb | WordTags.Perception) || IsOfTheWriters(last)
            || definite && kin is { Bare: true, Generation: Generation.Adult or Generation.Elder } && !(kin.Relationship is "wife" or "husband" && stage.SaysAt(last + 1, "que"));
        if (TryOfRelative(at, kin, last, out mention))
        {
            return true;
        }

        var isPatient = kin.Relationship is "professional" && (definite ? token.Shows(TokenTraits.OpensSentence) : WorksWith(at));
        var person = owned || isPatient ? stage.Cast.Relative(kin, null)
            : definite && kin.Generation is Generation.Child ? stage.Cast.PointedToChild(kin)
            : null;
        mention = person is null ? default : stage.WithName(person, at, last);
        return person is not null;
    }

    /// <summary>"the sister of my wife": a relative told by way of another.</summary>
    private bool TryOfRelative(int at, Kin kin, int last, out Mention mention)
    {
        mention = default;
        if (!stage.SaysAt(last + 1, "of") || !stage.IsAt(last + 2, WordTags.FirstPossessive | WordTags.OurPossessive) || last + 3 >= stage.Text.Count
            || stage.Lexicon.KinAt(stage.Text.Tokens, last + 3) is not { } whose)
        {
            return false;
        }

        mention = new Mention(stage.Cast.Relative(kin.As(Kinship.OfRelative(whose.Kin, kin)), null), at, whose.Last, stage.Text.Tokens[whose.Last].Shows(TokenTraits.Genitive));
        return true;
    }

    /// <summary>"the son of our friends"; "a girl in my class" is somebody there.</summary>
    private bool IsOfTheWriters(int last) =>
        stage.IsAt(last + 2, WordTags.FirstPossessive | WordTags.OurPossessive)
        && (stage.SaysAt(last + 1, "of") || !stage.IsAt(last + 1, WordTags.SourcePrep | WordTags.TargetPrep));

    private bool IsOwned(int at) => stage.IsAt(at - 1, WordTags.Article) && stage.IsAt(at - 2, WordTags.Perception);

    /// <summary>"I am working with a patient": a clinician about somebody in her care.</summary>
    private bool WorksWith(int at) => at >= 3 && stage.IsAt(at - 1, WordTags.SourcePrep | WordTags.Perception);

    /// <summary>"as a child", "I am a mother": a role of somebody, not another person.</summary>
    private bool IsToldOfSomebody(int at) =>
        at > 0 && (stage.IsAt(at - 1, WordTags.First) && !stage.IsAt(at - 1, WordTags.Perception | WordTags.Passing) || stage.SaysAt(at - 1, "am") || stage.SaysAt(at - 1, "as") || stage.SaysAt(at - 1, "was")
            || stage.SaysAt(at - 1, "being"));
}
