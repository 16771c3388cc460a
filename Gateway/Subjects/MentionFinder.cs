using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Finds the next mention of a person: kinship, names, ages, roles and pronouns.</summary>
internal sealed class MentionFinder(TokenizedText text, SubjectLexicon lexicon, NameIndex names, Cast cast)
{
    /// <summary>"my poor sick old dear husband": more words between than this belong to something else.</summary>
    private const int LongestNounPhrase = 6;

    private const WordTags EndsNounPhrase = WordTags.Boundary | WordTags.Relative | WordTags.TargetPrep | WordTags.SourcePrep | WordTags.First
        | WordTags.We | WordTags.He | WordTags.They | WordTags.Negation | WordTags.Professional | WordTags.Possessive;

    public bool TryFindAt(int at, out Mention mention)
    {
        var token = text.Tokens[at];
        mention = default;
        if (token.Kind is TokenKind.Mark)
        {
            return false;
        }

        return TryName(at, token, out mention)
            || token.Is(WordTags.FirstPossessive | WordTags.OurPossessive) && token.Is(WordTags.Possessive) && TryOwned(at, token, out mention)
            || token.Is(WordTags.Possessive) && TryRelativeOfAnother(at, token, out mention)
            || TryPronoun(at, token, out mention)
            || TryAged(at, out mention)
            || TryArticled(at, token, out mention)
            || TryBare(at, token, out mention)
            || TryRole(at, token, out mention);
    }

    private bool TryName(int at, in Token token, out Mention mention)
    {
        mention = default;
        if (names.IsEmpty || token.Kind is not TokenKind.Word || !names.TryFind(text.Spelling(token), out var proxied)
            || !NameEvidence.IsName(text, at, lexicon))
        {
            return false;
        }

        mention = new Mention(proxied is null ? cast.Subject : cast.Named(proxied), at, at, token.Shows(TokenTraits.Genitive));
        return true;
    }

    private bool TryOwned(int at, in Token token, out Mention mention)
    {
        var tokens = text.Tokens;
        int? age = null;
        mention = new Mention(cast.Sender, at, at, Owns: true);
        for (var next = at + 1; next < Math.Min(tokens.Length, at + 1 + LongestNounPhrase) && tokens[next].Sentence == token.Sentence; next++)
        {
            if (Age.TryRead(text, next, lexicon, out var read))
            {
                (age, next) = (read.Months, read.Last);
                continue;
            }

            if (lexicon.KinAt(tokens, next) is { } found)
            {
                mention = WithAppositions(RelativeOf(found.Kin, found.Last, age), at, found.Last);
                return true;
            }

            if (tokens[next].Kind is TokenKind.Mark || tokens[next].Is(EndsNounPhrase) || (tokens[next].Is(WordTags.Verb) && next > at + 1))
            {
                break;
            }
        }

        return age is null || TryAgedAlone(at, age.Value, ref mention);
    }

    /// <summary>"my 6 year old has a rash": the age itself is the noun, unless a thing follows ("my 6 year old scar").</summary>
    private bool TryAgedAlone(int at, int ageInMonths, ref Mention mention)
    {
        for (var next = at + 1; next < text.Count; next++)
        {
            if (!Age.TryRead(text, next, lexicon, out var age))
            {
                continue;
            }

            var after = age.Last + 1 < text.Count ? text.Tokens[age.Last + 1] : default;
            if (after.Is(WordTags.Body | WordTags.Drug | WordTags.Test | WordTags.Symptom | WordTags.Frame) && !after.Is(WordTags.Verb))
            {
                return true;
            }

            var sex = after.Is(WordTags.MaleNoun) ? Sex.Male : after.Is(WordTags.FemaleNoun) ? Sex.Female : Sex.Unknown;
            mention = WithAppositions(cast.Relative(AgedKin(ageInMonths, sex), ageInMonths), at, age.Last);
            return true;
        }

        return true;
    }

    /// <summary>"my husband's mother" is a relative, "my friend's son" a friend's child, "my mother's side" nobody.</summary>
    private Person RelativeOf(Kin kin, int last, int? ageInMonths)
    {
        var next = last + 1;
        if (text.Tokens[last].Shows(TokenTraits.Genitive) && next < text.Count && lexicon.KinAt(text.Tokens, next) is { } second)
        {
            var relationship = kin.Relationship is "friend" && second.Kin.Generation is Generation.Child ? "friends_child" : "relative";
            return cast.Relative(second.Kin.As(relationship), ageInMonths);
        }

        return cast.Relative(kin, ageInMonths);
    }

    private Mention WithAppositions(Person person, int first, int last)
    {
        var owns = text.Tokens[last].Shows(TokenTraits.Genitive);
        var next = last + 1;
        if (next < text.Count && text.Mark(text.Tokens[next]) is ',' or '(')
        {
            next++;
        }

        if (!names.IsEmpty && next < text.Count && text.Tokens[next].Kind is TokenKind.Word
            && names.TryFind(text.Spelling(text.Tokens[next]), out var proxied) && proxied is not null && NameEvidence.IsName(text, next, lexicon))
        {
            return new Mention(cast.Named(proxied), first, next, text.Tokens[next].Shows(TokenTraits.Genitive));
        }

        return new Mention(person, first, last, owns);
    }

    private bool TryRelativeOfAnother(int at, in Token token, out Mention mention)
    {
        mention = default;
        if (token.Is(WordTags.FirstPossessive | WordTags.OurPossessive) || at + 1 >= text.Count || lexicon.KinAt(text.Tokens, at + 1) is not { } found)
        {
            return false;
        }

        mention = new Mention(cast.Bystander, at, found.Last, false);
        return true;
    }

    private bool TryPronoun(int at, in Token token, out Mention mention)
    {
        var person = token switch
        {
            _ when token.Is(WordTags.First | WordTags.We) => cast.Sender,
            _ when token.Is(WordTags.He) => cast.PointedTo(Sex.Male, plural: false),
            _ when token.Is(WordTags.She) => cast.PointedTo(Sex.Female, plural: false),
            _ when token.Is(WordTags.They) => cast.PointedTo(Sex.Unknown, plural: true),
            _ => null,
        };
        mention = person is null ? default : new Mention(person, at, at, token.Is(WordTags.Possessive));
        return person is not null;
    }

    /// <summary>"a 15 year old girl", "35 years old female patient": somebody, unless the writer says so of herself.</summary>
    private bool TryAged(int at, out Mention mention)
    {
        mention = default;
        if (!Age.TryRead(text, at, lexicon, out var age))
        {
            return false;
        }

        var tokens = text.Tokens;
        var (last, sex, kin) = (age.Last, Sex.Unknown, (Kin?)null);
        for (var next = age.Last + 1; next < Math.Min(tokens.Length, age.Last + 4) && tokens[next].Kind is TokenKind.Word; next++)
        {
            sex = tokens[next].Is(WordTags.MaleNoun) ? Sex.Male : tokens[next].Is(WordTags.FemaleNoun) ? Sex.Female : sex;
            last = tokens[next].Is(WordTags.MaleNoun | WordTags.FemaleNoun) ? next : last;
            (kin, last) = lexicon.KinAt(tokens, next) is { } found ? (found.Kin, found.Last) : (kin, last);
        }

        if (IsTold(at) || (sex is Sex.Unknown && kin is null))
        {
            return false;
        }

        var ofWriter = IsOwned(at);
        var isPatient = kin?.Relationship is "professional";
        var known = kin is null || isPatient ? AgedKin(age.Months, ofWriter ? sex : Sex.Unknown) : kin.Sexed(sex);
        var introduces = ofWriter || isPatient || HasArticle(at) || known.Generation is Generation.Child;
        mention = new Mention(
            !introduces ? cast.Sender : ofWriter ? cast.Relative(known, age.Months) : cast.Unnamed(isPatient ? "relative" : known.Relationship, sex, age.Months),
            at, last, text.Tokens[last].Shows(TokenTraits.Genitive));
        return true;
    }

    /// <summary>"I am a 34 year old male", "he is 9 years old": said of somebody already on the stage.</summary>
    private bool IsTold(int at)
    {
        for (var before = at - 1; before >= Math.Max(0, at - 4) && text.Tokens[before].Sentence == text.Tokens[at].Sentence; before--)
        {
            if (text.Tokens[before].Is(WordTags.First | WordTags.He | WordTags.She))
            {
                return !IsOwned(at);
            }
        }

        return false;
    }

    /// <summary>"I have a 2 year old": having makes the child the writer's.</summary>
    private bool IsOwned(int at) =>
        at >= 2 && text.Tokens[at - 1].Is(WordTags.Article) && text.Tokens[at - 2].Is(WordTags.Perception);

    private bool HasArticle(int at) => at >= 1 && text.Tokens[at - 1].Is(WordTags.Article);

    private bool TryArticled(int at, in Token token, out Mention mention)
    {
        mention = default;
        if (!token.Is(WordTags.Article) || IsToldOfSomebody(at))
        {
            return false;
        }

        for (var next = at + 1; next < Math.Min(text.Count, at + 4) && text.Tokens[next].Kind is TokenKind.Word; next++)
        {
            if (lexicon.KinAt(text.Tokens, next) is { } found)
            {
                return TryArticledKin(at, found.Kin, found.Last, out mention);
            }

            if (text.Tokens[next].Is(EndsNounPhrase | WordTags.Verb))
            {
                return false;
            }
        }

        return false;
    }

    private bool TryArticledKin(int at, Kin kin, int last, out Mention mention)
    {
        var definite = !text.Spelling(text.Tokens[at]).StartsWith("a", StringComparison.OrdinalIgnoreCase);
        var wishedFor = kin.Relationship is "baby" && !definite;
        var owned = (IsOwned(at + 1) && !wishedFor) || kin.Relationship is "relative" || last + 2 < text.Count && text.Tokens[last + 2].Is(WordTags.FirstPossessive | WordTags.OurPossessive);
        var isPatient = kin.Relationship is "professional" && (definite ? text.Tokens[at].Shows(TokenTraits.OpensSentence) : WorksWith(at));
        var person = owned || isPatient ? cast.Relative(kin, null)
            : definite && kin.Generation is Generation.Child ? cast.PointedToChild(kin)
            : null;
        mention = person is null ? default : new Mention(person, at, last, text.Tokens[last].Shows(TokenTraits.Genitive));
        return person is not null;
    }

    /// <summary>"I am working with a patient": a clinician about somebody in her care.</summary>
    private bool WorksWith(int at) => at >= 3 && (text.Tokens[at - 1].Is(WordTags.SourcePrep) || text.Tokens[at - 1].Is(WordTags.Perception));

    /// <summary>"as a child", "I am a mother": a role of somebody, not another person.</summary>
    private bool IsToldOfSomebody(int at) =>
        at > 0 && (text.Tokens[at - 1].Is(WordTags.First) || text.Spelling(text.Tokens[at - 1]) is var before
            && (before.Equals("am", StringComparison.OrdinalIgnoreCase) || before.Equals("as", StringComparison.OrdinalIgnoreCase)
                || before.Equals("was", StringComparison.OrdinalIgnoreCase) || before.Equals("being", StringComparison.OrdinalIgnoreCase)));

    /// <summary>"Mom fell", "Daughter has a fever": kinship that opens a sentence or follows a preposition.</summary>
    private bool TryBare(int at, in Token token, out Mention mention)
    {
        mention = default;
        if (lexicon.KinAt(text.Tokens, at) is not { Kin: { Bare: true } or { Relationship: "professional" or "baby" } } found
            || found.Kin.Relationship is "professional" && !token.Shows(TokenTraits.OpensSentence))
        {
            return false;
        }

        var next = found.Last + 1 < text.Count ? text.Tokens[found.Last + 1] : default;
        var opens = token.Shows(TokenTraits.OpensSentence) || at > 0 && text.Tokens[at - 1].Is(WordTags.Boundary | WordTags.TargetPrep)
            || at > 0 && text.Tokens[at - 1].Kind is TokenKind.Mark;
        if (!opens || !(next.Is(WordTags.Verb | WordTags.Perception) || text.Tokens[found.Last].Shows(TokenTraits.Genitive) || next.Kind is TokenKind.Number))
        {
            return false;
        }

        mention = WithAppositions(cast.Relative(found.Kin, null), at, found.Last);
        return true;
    }

    private bool TryRole(int at, in Token token, out Mention mention)
    {
        mention = new Mention(cast.Bystander, at, at, false);
        if (!token.Is(WordTags.Professional))
        {
            return false;
        }

        cast.IntroduceBystander();
        return true;
    }

    private static Kin AgedKin(int ageInMonths, Sex sex) => new()
    {
        Relationship = ageInMonths >= 18 * 12 ? "relative" : sex switch { Sex.Female => "daughter", Sex.Male => "son", Sex.Unknown => "child" },
        Sex = sex,
        Generation = ageInMonths >= 18 * 12 ? Generation.Adult : Generation.Child,
        Bare = false,
        Plural = false,
        Phrases = [],
    };
}
