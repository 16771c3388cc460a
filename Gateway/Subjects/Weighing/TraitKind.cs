namespace Gateway.Subjects.Weighing;

/// <summary>What is noted of a person, or of the whole message, before it is weighed; the members name the traits in <c>Forest.json</c>.</summary>
internal enum TraitKind
{
    /// <summary>The proxy who writes in the patient's chart; somebody whom nobody mentions; a chart that a proxy writes in.</summary>
    IsWriter,
    IsUnmentioned,
    InProxiedChart,

    /// <summary>What the rules give the person: symptoms, drugs, results; questions; what is told; how often the person only helps.</summary>
    Health,
    Questions,
    Told,
    Helps,

    /// <summary>How often the person is mentioned, and with health right behind: owned, had, or behind a saying.</summary>
    Mentions,
    Owns,
    Has,
    SaysHas,

    /// <summary>The same of the patient and of the one who says "I".</summary>
    PatientMentions,
    PatientOwns,
    PatientHas,
    PatientSaysHas,

    /// <summary>The person's part of both.</summary>
    ShareOfMentions,
    ShareOfHealth,
    ShareOfWeight,

    /// <summary>How far behind the foremost person, in the measure of the rules.</summary>
    Behind,

    /// <summary>Who the person is, and where in the text.</summary>
    IsBloodElder,
    IsDead,
    IsPlural,
    Shares,
    OnRecord,
    Aged,
    Called,
    ComesFirst,
    ComesLast,
    Opens,
    StandsLate,

    /// <summary>What the words by their mentions, and by the patient's, say together.</summary>
    Neighbours,

    /// <summary>Of the message.</summary>
    PatientWeight,
    PatientSpeaks,
    Voice,
    Unclaimed,
    People,
    Words,
    FirstVerdictNamesThem,

    /// <summary>One trait for each member: the relationship, the cues, what the rules say, what stands within reach of a mention, and how.</summary>
    Relationship,
    Cue,
    FirstVerdict,
    Reaches,
    Tells,
    PatientTells,
}
