using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Whom the small Spanish words "me", "le" and "se" mean: they stand before the verb of somebody who may come behind it, or not at all.</summary>
internal static class Clitics
{
    private const int Reach = 6;

    /// <summary>"Se me enfermó la niña", "me le dio fiebre": "me" tells that the writer cares, and who is ill comes behind.</summary>
    public static bool IsOfInterest(Stage stage, int at)
    {
        if (!IsMe(stage, at))
        {
            return false;
        }

        if (stage.SaysAt(at + 1, "le") || stage.SaysAt(at + 1, "les"))
        {
            return true;
        }

        for (var next = at + 2; stage.SaysAt(at - 1, "se") && next < Math.Min(stage.Text.Count - 1, at + Reach); next++)
        {
            if (stage.Text.Tokens[next].Kind is TokenKind.Mark || stage.IsAt(next, WordTags.SourcePrep | WordTags.TargetPrep | WordTags.Boundary))
            {
                return false;
            }

            if (stage.IsAt(next, WordTags.Article | WordTags.FirstPossessive) && stage.Lexicon.KinAt(stage.Text.Tokens, next + 1) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"El perro me mordió": what the verb does, it does to the writer; "mi bebé me vomita todo" is the baby's.</summary>
    public static bool IsAfflicted(Stage stage, int at) =>
        IsMe(stage, at) && !stage.SaysAt(at - 1, "se")
        && (IsFelt(stage, at) || stage.IsAt(at + 1, WordTags.Symptom) && !stage.IsAt(at + 1, WordTags.Someone));

    /// <summary>"Me tiembla la mano", "me quedó un dolor": what does it is no person.</summary>
    public static bool IsFelt(Stage stage, int at) =>
        IsMe(stage, at) && stage.IsAt(at + 2, WordTags.Article) && stage.IsAt(at + 3, WordTags.Symptom | WordTags.Body | WordTags.Disease);

    /// <summary>"Me tomo la aspirina": elsewhere "tomo" is "tomó" without its accent.</summary>
    public static bool IsOwnDoing(Stage stage, int at) =>
        stage.SaysAt(at - 1, "me") && !stage.IsAt(at, WordTags.Nominative | WordTags.Possessive) && !stage.SaysAt(at, "le");

    /// <summary>"¿Me mandan el jarabe?" in a child's chart: the writer gets it, and needs it no more than "send me" says.</summary>
    public static bool IsGivenToTheWriter(Stage stage, int at) => IsMe(stage, at) && stage.IsAt(at + 1, WordTags.Informs);

    /// <summary>"Mi suegra le dio suero": she gives, and somebody else gets it; "a mi suegra le dio fiebre" has an "a".</summary>
    public static bool IsForAnother(Stage stage, int at, in Mention before) =>
        stage.IsSpanish && stage.SaysAt(at, "le") && stage.IsAt(at + 1, WordTags.Informs) && before.Last >= at - 2
        && !stage.IsAt(before.First - 1, WordTags.Beneficiary) && !stage.IsAt(before.First, WordTags.Beneficiary);

    /// <summary>"Mi hijo dice que se quiere matar": "se" is who speaks, unless it is done to another ("que se me hincha la cara", "que no se la ponga").</summary>
    public static bool IsOfTheSpeaker(Stage stage, int at) =>
        stage.IsSpanish && (stage.SaysAt(at, "se") && !stage.IsAt(at + 1, WordTags.First | WordTags.Article) || stage.IsAt(at, WordTags.Speech) && stage.SaysAt(at - 1, "se"));

    private static bool IsMe(Stage stage, int at) => stage.IsSpanish && stage.SaysAt(at, "me");
}
