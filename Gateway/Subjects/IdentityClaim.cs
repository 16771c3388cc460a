using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>A patient described inside the message itself: contained, or in an attached FHIR, CDA or HL7 v2 document.</summary>
internal sealed record IdentityClaim(
    string Expression,
    ImmutableArray<BusinessIdentifier> Identifiers,
    ImmutableArray<PersonName> Names,
    PartialDate? BirthDate)
{
    /// <summary>Numbers of which nothing says whose they are: another clinic's number differs and means nothing.</summary>
    public ImmutableArray<PatientNumber> Numbers { get; init; } = [];

    /// <summary>
    /// Read off paper ("Patient: …", "DOB: …"), or written into a picture. What agrees is no proof there, and what is missing no doubt: such a
    /// claim objects only where it says something else.
    /// </summary>
    public bool IsLabelled { get; init; }

    /// <summary>The days that a labelled birth date can mean, where day and month could be either.</summary>
    public ImmutableArray<PartialDate> BirthDates { get; init; } = [];
}
