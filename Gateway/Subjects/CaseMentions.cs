using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Whose case a message opens with: by the age and the sex on record, the chart's patient's or another's for whom the sender may act.</summary>
internal sealed class CaseMentions(Stage stage)
{
    /// <summary>Who has not said "I" in as many words tells of somebody else.</summary>
    private const int LongestStory = 60;

    public bool TryFind(int at, out Mention mention)
    {
        mention = default;
        if (!CaseOpening.TryRead(stage, at, out var opening))
        {
            return false;
        }

        if (stage.IsAt(at, WordTags.He | WordTags.She) && stage.Cast.SpokenOf(opening.Sex, opening.Months) is not null)
        {
            return false;
        }

        if (MetAt(at, opening) is { } met)
        {
            mention = new Mention(stage.Cast.Unnamed(met.Kin.Relationship, opening.Sex, opening.Months), at, met.Last, false);
            return true;
        }

        if (opening.Last + 1 < stage.Text.Count && stage.Lexicon.KinAt(stage.Text.Tokens, opening.Last + 1) is { Kin.Relationship: not "professional" } kin)
        {
            mention = stage.WithName(stage.Cast.Relative(kin.Kin.Sexed(opening.Sex), opening.Months), at, kin.Last);
            return true;
        }

        var person = stage.Cast.OnRecord(opening.Months, opening.Sex)
            ?? (stage.Cast.FitsThePatient(opening.Months, opening.Sex) || IsToldOfOneself(at, opening.Last) ? null
                : stage.Cast.Unnamed(AgedMentions.KinOf(opening.Months, Sex.Unknown).Relationship, opening.Sex, opening.Months));
        mention = person is null ? default : new Mention(person, at, opening.Last, false);
        return person is not null;
    }

    /// <summary>"A 38-year-old woman at my work", "girl in Theo's class": told by where she is met, she is nobody on record, whatever her age.</summary>
    private (Kin Kin, int Last)? MetAt(int first, in CaseOpening opening)
    {
        for (var at = first; at <= opening.Last; at++)
        {
            if (stage.Lexicon.IndefiniteAt(stage.Text.Tokens, at) is { } somebody && somebody.Last > opening.Last)
            {
                return somebody;
            }
        }

        return PlaceBehind(opening.Last) is { } last ? (AgedMentions.KinOf(opening.Months, Sex.Unknown), last) : null;
    }

    /// <summary>"31M. I have had a rash": whatever the record says of the writer's age, it is the writer's case. Of "a 9-year-old" only another speaks.</summary>
    private bool IsToldOfOneself(int first, int last)
    {
        if (stage.IsAt(first, WordTags.Article))
        {
            return false;
        }

        for (var at = last + 1; at < Math.Min(stage.Text.Count, last + LongestStory); at++)
        {
            if (stage.IsAt(at, WordTags.First | WordTags.FirstPossessive))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last word of "I know", "at my" and "in Theo's"; whoever owns the place is not spoken of by it.</summary>
    private int? PlaceBehind(int last) =>
        stage.IsAt(last + 1, WordTags.First | WordTags.We) ? last + 1
        : stage.IsAt(last + 1, WordTags.TargetPrep | WordTags.SourcePrep) && !stage.IsAt(last + 1, WordTags.With)
            && (stage.IsAt(last + 2, WordTags.FirstPossessive | WordTags.OurPossessive | WordTags.Possessive)
                || last + 2 < stage.Text.Count && stage.Text.Tokens[last + 2].Shows(TokenTraits.Genitive)) ? last + 2
        : null;
}
