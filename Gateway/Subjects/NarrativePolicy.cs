namespace Gateway.Subjects;

/// <summary>Turns what each person of a message carries into the verdict. Pure.</summary>
internal static class NarrativePolicy
{
    /// <summary>A mention with less than this behind it is company, a driver, a witness.</summary>
    private const int LeastToBeAbout = 2;

    /// <summary>The writer carries so much that "the two of us" is a remark in her own story.</summary>
    private const int WholeStory = 15;

    /// <summary>What a proxy must carry for the message to be about the proxy.</summary>
    private const int WritersMatter = 5;

    /// <summary>What a relative's part is worth: something carried, something merely told, and against them the writer's own.</summary>
    private const int Carrying = 10;
    private const int Telling = 7;
    private const int MostTold = 4;
    private const int Claiming = 14;

    /// <summary>What speaks for the writer beside what she carries: her own risk or exposure is asked, a parent's illness is told, she has the last word.</summary>
    private const int StoryOfOthers = 7;
    private const int FamilyHistory = 3;
    private const int LastWord = 1;

    /// <summary>What speaks against somebody who drives, fetches or translates.</summary>
    private const int Helping = 3;

    /// <summary>"I write for my mother."</summary>
    private const int SaidToBeFor = 8;

    /// <summary>What is told of a person, in the measure that the rules compare by.</summary>
    public static int PartOf(Person? person) => person is null ? 0 : (Carrying * person.Weight) + (Telling * Math.Min(person.Told, MostTold));

    public static int PartOfPatient(Person patient) => Claiming * patient.Weight;

    public static NarrativeVerdict Decide(Cast cast, MessageCues cues)
    {
        var patient = cast.Subject;
        var own = OwnWeight(cast, cues);
        var least = IsSilentOfHerself(cast) ? Math.Max(0, 1 - cues.Unclaimed) : cues.Has(Cue.NotThePatient) || cues.Has(Cue.OnBehalf) || cues.Has(Cue.ForSeveral) ? 1 : LeastToBeAbout;
        var others = cast.Others.Where(other => !other.Dead && (other.Weight + other.Told >= least || other.Shares)).ToList();
        if (cast.WriterIsAnother || cues.Has(Cue.HiddenProxy))
        {
            others.RemoveAll(cast.MayBeThePatient);
        }

        if (IsOwnMatterOfTheProxy(cast, cues))
        {
            return new NarrativeVerdict.AboutSomeoneElse(cast.Sender.Relationship, [], cast.Sender.Because());
        }

        if (others.Count == 0)
        {
            return cues.Has(Cue.ForSeveral) && own + cues.Unclaimed < WholeStory && (own + cues.Unclaimed > 0 || cast.Sender != patient) ? Several(cast, [patient, .. cast.Others])
                : cues.Has(Cue.NotThePatient) && (cast.Sender == patient || !patient.IsMentioned) && cues.Unclaimed + own > 0 ? new NarrativeVerdict.Undecided(cues.Because())
                : own + cues.Unclaimed > 0 || patient.IsMentioned || cast.Others.Count > 0
                ? new NarrativeVerdict.AboutSubject(patient.Because())
                : new NarrativeVerdict.General(cues.Because());
        }

        var main = others.MaxBy(other => (Carrying * other.Weight) + (Telling * other.Told))!;
        return Balance(patient, own, main, cues) switch
        {
            Standing.Patient when others.Where(other => IsMatterOfItsOwn(other, patient, cues) && cast.ChartsOf(other).Any()).ToList() is [_, ..] besides =>
                Several(cast, [patient, .. besides]) with { Strength = VerdictStrength.Weak },
            Standing.Patient => new NarrativeVerdict.AboutSubject(patient.Because()),
            Standing.Other when main is { Relationship: "unknown", Named: null } => new NarrativeVerdict.Undecided(main.Because()),
            Standing.Other when main.Plural && cast.ChartsOf(main).Count() > 1 => Several(cast, others),
            Standing.Other => new NarrativeVerdict.AboutSomeoneElse(main.RelationshipToSender, main.Plural ? [] : [.. cast.ChartsOf(main)], main.Because()),
            Standing.Both => Several(cast, [patient, .. others]),
        };
    }

    /// <summary>The patient writes and neither says "I" nor is named: whoever else is spoken of is whom it is about.</summary>
    private static bool IsSilentOfHerself(Cast cast) =>
        cast.Sender == cast.Subject && !cast.Subject.IsMentioned && cast.Others.Any(other => other.IsMentioned);

    /// <summary>What nobody was given is the writer's, unless more is told of somebody else than of her.</summary>
    private static int OwnWeight(Cast cast, MessageCues cues)
    {
        var patient = cast.Subject;
        var isTheirs = cast.Sender != patient || IsSilentOfHerself(cast) || cues.Has(Cue.OnBehalf)
            || cast.Others.Any(other => other.Weight > 0 && other.Weight >= 2 * patient.Weight || patient.Weight == 0 && other is { Helps: 0, Told: > 1 });
        return patient.Weight + (isTheirs ? 0 : cues.Unclaimed);
    }

    private static bool IsOwnMatterOfTheProxy(Cast cast, MessageCues cues)
    {
        var writer = cast.Sender;
        return writer.Role is PersonRole.Writer
            && (cues.Has(Cue.OwnMatter) && !cues.Has(Cue.NotThePatient) && !cues.Has(Cue.ForSeveral) || writer.Weight >= WritersMatter && writer.Weight > cast.Subject.Weight);
    }

    private static Standing Balance(Person patient, int own, Person main, MessageCues cues)
    {
        if (cues.Has(Cue.NotThePatient))
        {
            return Standing.Other;
        }

        if (cues.Has(Cue.ForSeveral) && own + main.Weight + main.Told > 0 && (own < WholeStory || main.Weight >= LeastToBeAbout))
        {
            return Standing.Both;
        }

        var theirs = main.Weight;
        var isStory = IsStoryOfOthers(cues);
        if (cues.Has(Cue.Both) && !isStory && (main.Shares || theirs >= LeastToBeAbout && theirs * 3 >= own) && own + theirs >= LeastToBeAbout)
        {
            return Standing.Both;
        }

        // Love and quarrels: much is said of somebody, nothing of it is anybody's health.
        if (theirs == 0 && patient.Voice > main.Told && !cues.Has(Cue.OnBehalf))
        {
            return Standing.Patient;
        }

        if (own > 0)
        {
            own += isStory ? StoryOfOthers : 0;
            own += main is { Questions: 0 } && Kinship.IsBloodElder(main.Relationship) ? FamilyHistory : 0;
            own += patient.LastToken > main.LastToken ? LastWord : 0;
        }

        theirs += (cues.Has(Cue.OnBehalf) ? SaidToBeFor : 0) - (Helping * Math.Min(main.Helps, 2));
        return (Carrying * theirs) + (Telling * Math.Min(main.Told, MostTold)) >= Claiming * own ? Standing.Other : Standing.Patient;
    }

    /// <summary>The illness of others is told because of what it means for the writer.</summary>
    private static bool IsStoryOfOthers(MessageCues cues) => cues.Has(Cue.OwnRisk) || cues.Has(Cue.OwnPregnancy) || cues.Has(Cue.Exposure);

    /// <summary>
    /// Two matters in one message: however much the writer says of herself, somebody is told to be ill as well, and no word makes that a part of her own story.
    /// It comes after all that is hers, or as a matter of its own; whoever is called by a name on record is never in passing.
    /// </summary>
    private static bool IsMatterOfItsOwn(Person other, Person patient, MessageCues cues) =>
        other is { Health: >= LeastToBeAbout, Helps: 0 }
        && (other.Told > 0 || other is { Named: not null, Health: > LeastToBeAbout })
        && patient.Weight > 0
        && !IsStoryOfOthers(cues)
        && (other.FirstToken > patient.LastToken || other.Named is not null || cues.Has(Cue.AnotherMatter));

    private static NarrativeVerdict.AboutSeveral Several(Cast cast, List<Person> people) => new(
        [.. people.Where(person => person.Role is not PersonRole.Subject).Select(person => person.Relationship).Distinct()],
        [.. people.Where(person => person.Role is PersonRole.Other).SelectMany(cast.ChartsOf).Distinct()],
        [.. people.SelectMany(person => person.Evidence)]);

    private enum Standing
    {
        Patient,
        Other,
        Both,
    }
}
