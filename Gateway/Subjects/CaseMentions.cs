namespace Gateway.Subjects;

/// <summary>Whose case a message opens with: by the age and the sex on record, the chart's patient's or another's for whom the sender may act.</summary>
internal sealed class CaseMentions(Stage stage)
{
    public bool TryFind(int at, out Mention mention)
    {
        mention = default;
        if (!CaseOpening.TryRead(stage, at, out var opening))
        {
            return false;
        }

        if (opening.Last + 1 < stage.Text.Count && stage.Lexicon.KinAt(stage.Text.Tokens, opening.Last + 1) is { Kin.Relationship: not "professional" } kin)
        {
            mention = stage.WithName(stage.Cast.Relative(kin.Kin.Sexed(opening.Sex), opening.Months), at, kin.Last);
            return true;
        }

        var person = stage.Cast.OnRecord(opening.Months, opening.Sex);
        mention = person is null ? default : new Mention(person, at, opening.Last, false);
        return person is not null;
    }
}
