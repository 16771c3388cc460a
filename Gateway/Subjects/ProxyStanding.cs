namespace Gateway.Subjects;

/// <summary>How a person stands to a chart that is not her own.</summary>
internal enum ProxyStanding
{
    /// <summary>May write for the patient.</summary>
    InForce,

    /// <summary>No RelatedPerson ties her to the chart.</summary>
    NotRelated,

    /// <summary>The grant is switched off, has ended, or has not begun.</summary>
    NotInForce,

    /// <summary>Related in a way that gives no right to write, such as an emergency contact.</summary>
    RelationshipNotAccepted,

    /// <summary>The patient is of an age at which this relationship no longer acts for her.</summary>
    LimitedByAge,

    /// <summary>The chart has no birth date, so an age limit cannot be judged.</summary>
    AgeUnknown,
}
