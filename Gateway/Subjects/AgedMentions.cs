using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>People mentioned by an age: "a 15 year old girl", "35 years old female patient", "my 6 year old".</summary>
internal sealed class AgedMentions(Stage stage)
{
    private const int Grown = 18 * 12;

    /// <summary>Somebody, unless the writer says so of herself.</summary>
    public bool TryFind(int at, out Mention mention)
    {
        mention = default;
        if (!Age.TryRead(stage.Text, at, stage.Lexicon, out var age))
        {
            return false;
        }

        var tokens = stage.Text.Tokens;
        var (last, sex, kin) = (age.Last, Sex.Unknown, (Kin?)null);
        for (var next = age.Last + 1; next < Math.Min(tokens.Length, age.Last + 4) && tokens[next].Kind is TokenKind.Word; next++)
        {
            sex = tokens[next].Is(WordTags.MaleNoun) ? Sex.Male : tokens[next].Is(WordTags.FemaleNoun) ? Sex.Female : sex;
            last = tokens[next].Is(WordTags.MaleNoun | WordTags.FemaleNoun) ? next : last;
            (kin, last) = stage.Lexicon.KinAt(tokens, next) is { } found ? (found.Kin, found.Last) : (kin, last);
        }

        if (IsTold(at) || (sex is Sex.Unknown && kin is null && !IsSomebodyElse(at, age)))
        {
            return false;
        }

        var whose = Owner(at);
        var ofWriter = whose is null && IsOwned(at);
        var isPatient = kin?.Relationship is "professional";
        var isAnybodys = !ofWriter && tokens[last].Is(WordTags.MaleNoun | WordTags.FemaleNoun);
        var known = kin is null || isPatient || isAnybodys ? KinOf(age.Months, ofWriter ? sex : Sex.Unknown) : kin.Sexed(sex);
        var introduces = ofWriter || isPatient || HasArticle(at) || known.Generation is Generation.Child;
        mention = new Mention(
            !introduces ? stage.Cast.Sender
                : ofWriter ? stage.Cast.Relative(known, age.Months)
                : stage.Cast.Unnamed(isPatient ? "relative" : whose is null ? known.Relationship : Kinship.OfRelative(whose, known.Sexed(sex)), sex, age.Months),
            at, last, tokens[last].Shows(TokenTraits.Genitive));
        return true;
    }

    public static Kin KinOf(int ageInMonths, Sex sex) => new()
    {
        Relationship = ageInMonths >= Grown ? "relative" : sex switch { Sex.Female => "daughter", Sex.Male => "son", Sex.Unknown => "child" },
        Sex = sex,
        Generation = ageInMonths >= Grown ? Generation.Adult : Generation.Child,
        Bare = false,
        Plural = false,
        Phrases = [],
    };

    /// <summary>"I am a 34 year old male", "he is 9 years old": said of somebody already on the stage.</summary>
    private bool IsTold(int at)
    {
        for (var before = at - 1; before >= Math.Max(0, at - 4) && stage.Text.Tokens[before].Sentence == stage.Text.Tokens[at].Sentence; before--)
        {
            if (stage.Text.Tokens[before].Is(WordTags.First | WordTags.He | WordTags.She))
            {
                return !IsOwned(at);
            }
        }

        return false;
    }

    /// <summary>"One of my campers, a 10-year-old, has": of an age that is not the patient's, and no thing of that age.</summary>
    private bool IsSomebodyElse(int at, in Age age) =>
        HasArticle(at) && stage.SaysAt(age.Last, "old") && !stage.Cast.FitsThePatient(age.Months, Sex.Unknown)
        && (age.Last + 1 >= stage.Text.Count || stage.Text.Tokens[age.Last + 1].Kind is TokenKind.Mark
            || stage.IsAt(age.Last + 1, WordTags.Verb | WordTags.Perception | WordTags.TargetPrep | WordTags.SourcePrep | WordTags.With));

    /// <summary>"I have a 2 year old": having makes the child the writer's.</summary>
    private bool IsOwned(int at) => stage.IsAt(at - 1, WordTags.Article) && stage.IsAt(at - 2, WordTags.Perception);

    /// <summary>"My sister has a 2 year old boy": whose child it is, if not the writer's.</summary>
    private Kin? Owner(int at)
    {
        if (!IsOwned(at))
        {
            return null;
        }

        var tokens = stage.Text.Tokens;
        for (var before = at - 3; before >= Math.Max(0, at - 6) && tokens[before].Sentence == tokens[at].Sentence; before--)
        {
            if (tokens[before].Is(WordTags.First | WordTags.We))
            {
                return null;
            }

            if (stage.Lexicon.KinAt(tokens, before) is { Kin: not { Relationship: "professional" } } found)
            {
                return found.Kin;
            }
        }

        return null;
    }

    private bool HasArticle(int at) => stage.IsAt(at - 1, WordTags.Article);
}
