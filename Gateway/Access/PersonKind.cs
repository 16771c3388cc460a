namespace Gateway.Access;

/// <summary>What the person behind a token is to the EHR: the type of the <c>fhirUser</c>.</summary>
internal enum PersonKind
{
    /// <summary>The token names nobody: it vouches for its launch patient alone.</summary>
    Nobody,
    Patient,
    RelatedPerson,

    /// <summary>A human being whose records are tied together by <c>Person.link</c>.</summary>
    Person,

    /// <summary>Practitioner or PractitionerRole.</summary>
    Clinician,

    /// <summary>Anything else, which is nobody who could see a chart.</summary>
    Other,
}
