namespace Gateway.Text;

/// <summary>The classes of words the readers reason with; the members are the keys of <c>Words.json</c>.</summary>
[Flags]
internal enum WordTags : ulong
{
    None = 0,
    Symptom = 1UL << 0,
    Disease = 1UL << 1,
    Drug = 1UL << 2,
    Body = 1UL << 3,
    Test = 1UL << 4,

    /// <summary>Words that present a patient: diagnosed, suffers, admitted.</summary>
    Frame = 1UL << 5,
    First = 1UL << 6,
    FirstPossessive = 1UL << 7,
    We = 1UL << 8,
    OurPossessive = 1UL << 9,
    He = 1UL << 10,
    She = 1UL << 11,
    They = 1UL << 12,
    Possessive = 1UL << 13,

    /// <summary>Verbs after which the next person named carries what follows: "I noticed my son ...", "my wife says I ...".</summary>
    Passing = 1UL << 14,
    Logistic = 1UL << 15,
    Perception = 1UL << 16,
    Negation = 1UL << 17,
    Deceased = 1UL << 18,
    Professional = 1UL << 19,

    /// <summary>Prepositions that make a person the source or the company, not the patient: "from my son", "with my wife".</summary>
    SourcePrep = 1UL << 20,
    TargetPrep = 1UL << 21,
    Boundary = 1UL << 22,
    Relative = 1UL << 23,
    Article = 1UL << 24,
    AgeUnit = 1UL << 25,
    MaleNoun = 1UL << 26,
    FemaleNoun = 1UL << 27,
    Verb = 1UL << 28,
    Question = 1UL << 29,
    Future = 1UL << 30,

    /// <summary>What a practice does for a patient besides medicine: appointments, forms, referrals, records.</summary>
    Care = 1UL << 31,
    And = 1UL << 32,

    /// <summary>Pronouns that are the subject of their clause: I, he, she, we, they.</summary>
    Nominative = 1UL << 33,

    /// <summary>Verbs of saying and meaning: who says something is not yet whom it is about.</summary>
    Speech = 1UL << 34,

    /// <summary>Verbs by which the writer takes what is somebody else's.</summary>
    Ingest = 1UL << 35,

    /// <summary>Prepositions that name whom something is for.</summary>
    Beneficiary = 1UL << 36,
    With = 1UL << 37,

    /// <summary>Words after which "with" names the one in trouble: wrong with, going on with.</summary>
    Trouble = 1UL << 38,
    FemaleName = 1UL << 39,
    MaleName = 1UL << 40,
    Title = 1UL << 41,

    /// <summary>A pronoun or verb form of the third person that tells no sex; points back only, never introduces: "su", "le", "tiene".</summary>
    Someone = 1UL << 42,
    Indefinite = 1UL << 43,

    /// <summary>Spanish "de", which stands before an age.</summary>
    Of = 1UL << 45,

    /// <summary>Words before a month: "in May", "since April".</summary>
    When = 1UL << 46,

    /// <summary>Words of the English vocabulary that tell a Spanish message.</summary>
    Spanish = 1UL << 44,

    /// <summary>Verbs by which the writer asks to be told or given something: tell me, help us, send me.</summary>
    Informs = 1UL << 47,

    /// <summary>What is asked for by those who want to know: information, advice, an opinion.</summary>
    Inquiry = 1UL << 48,

    Health = Symptom | Disease | Drug | Body | Test | Frame,
}
