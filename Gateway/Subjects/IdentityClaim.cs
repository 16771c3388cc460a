using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>A patient described inside the message itself: contained, or in an attached FHIR, CDA or HL7 v2 document.</summary>
internal sealed record IdentityClaim(
    string Expression,
    ImmutableArray<BusinessIdentifier> Identifiers,
    ImmutableArray<PersonName> Names,
    PartialDate? BirthDate);
