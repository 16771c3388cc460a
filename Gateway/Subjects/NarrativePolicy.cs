namespace Gateway.Subjects;

/// <summary>Turns what each person of a message carries into the verdict. Pure.</summary>
internal static class NarrativePolicy
{
    /// <summary>A mention with less than this behind it is company, a driver, a witness.</summary>
    private const int LeastToBeAbout = 2;

    /// <summary>The writer's own share that makes a message with another's illness at least partly about the writer.</summary>
    private const int OwnMatter = 6;

    public static NarrativeVerdict Decide(Cast cast, MessageCues cues)
    {
        var patient = cast.Subject;
        var others = cast.Others.Where(other => !other.Dead && (other.Weight >= LeastToBeAbout || other.Shares)).ToList();
        if (cast.Sender.Role is PersonRole.Writer && cast.Sender.Weight >= OwnMatter && cast.Sender.Weight > patient.Weight)
        {
            others.Add(cast.Sender);
        }

        if (others.Count == 0)
        {
            return patient.Weight + cues.Unclaimed > 0 || patient.FirstToken < int.MaxValue || cast.Others.Count > 0
                ? new NarrativeVerdict.AboutSubject(patient.Because())
                : new NarrativeVerdict.General(cues.Because());
        }

        var main = others.MaxBy(other => other.Weight)!;
        return Balance(patient, main, others, cues) switch
        {
            Standing.Patient => new NarrativeVerdict.AboutSubject(patient.Because()),
            Standing.Other when main.Relationship is "unknown" && main.Named is null && others.Count == 1 => new NarrativeVerdict.Undecided(main.Because()),
            Standing.Other when main.Plural && cast.ChartsOf(main).Count() > 1 => Several(cast, others),
            Standing.Other => new NarrativeVerdict.AboutSomeoneElse(Named(main), [.. cast.ChartsOf(main)], main.Because()),
            Standing.Both => Several(cast, [patient, .. others]),
        };
    }

    private static Standing Balance(Person patient, Person main, List<Person> others, MessageCues cues)
    {
        if ((cues.Has(Cue.OwnRisk) || cues.Has(Cue.OwnPregnancy)) && patient.Weight >= main.Weight / 2)
        {
            return Standing.Patient;
        }

        if (cues.Has(Cue.Exposure) && patient.Weight >= main.Weight / 2)
        {
            return Standing.Patient;
        }

        if (cues.Has(Cue.Both) && patient.Health + main.Health >= LeastToBeAbout)
        {
            return Standing.Both;
        }

        if (patient.Weight >= OwnMatter && patient.Weight >= main.Weight)
        {
            return Standing.Patient;
        }

        return patient.Weight < OwnMatter || patient.Weight * 2 < main.Weight ? Standing.Other
            : patient.LastToken > main.LastToken ? Standing.Patient : Standing.Other;
    }

    /// <summary>Words that name a sex only in writing take it from the pronouns.</summary>
    private static string Named(Person person) => (person.Relationship, person.Sex) switch
    {
        ("fiance", Sex.Female) => "fiancee",
        _ => person.Relationship,
    };

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
