using System.Collections.Immutable;
using Gateway.References;
using Hl7.Fhir.Model;

namespace Gateway.Charts;

/// <summary>Reads the EHR's resources into the facts that decisions rest on.</summary>
/// <param name="ehrBase">The EHR's FHIR base with a trailing slash: its own references may be absolute, and any other server's mean nothing here.</param>
internal sealed class EhrResources(string ehrBase)
{
    private readonly string[] knownBases = [ehrBase];

    /// <summary>The surviving record, if this one was merged away.</summary>
    public PatientId? ReplacedBy(Patient patient) =>
        patient.Link.FirstOrDefault(link => link.Type == Patient.LinkType.ReplacedBy) is { } link
        && KeyOf(link.Other) is { Type: "Patient" } survivor
            ? new PatientId(survivor.Id)
            : null;

    /// <summary>The records that were merged into this one (Patient.link, replaces).</summary>
    public ImmutableArray<PatientId> MergedInto(Patient patient) =>
    [
        .. patient.Link
            .Where(link => link.Type == Patient.LinkType.Replaces)
            .Select(link => KeyOf(link.Other))
            .OfType<ResourceKey>()
            .Where(key => key.Type == "Patient")
            .Select(key => new PatientId(key.Id)),
    ];

    /// <summary>The RelatedPersons that are the same human being as this patient (Patient.link, seealso).</summary>
    public ImmutableArray<ResourceKey> RelatedPersonsOf(Patient patient) =>
    [
        .. patient.Link
            .Where(link => link.Type == Patient.LinkType.Seealso)
            .Select(link => KeyOf(link.Other))
            .OfType<ResourceKey>()
            .Where(key => key.Type == "RelatedPerson"),
    ];

    /// <summary>The records that are this human's (Person.link). One that the EHR ties to her without confidence counts for nothing.</summary>
    public ImmutableArray<ResourceKey> RecordsOf(Hl7.Fhir.Model.Person person) => person.Active == false
        ? []
        :
        [
            .. person.Link
                .Where(link => link.Assurance is not Hl7.Fhir.Model.Person.IdentityAssuranceLevel.Level1)
                .Select(link => KeyOf(link.Target))
                .OfType<ResourceKey>(),
        ];

    public static ChartFacts ChartOf(PatientId id, Patient patient, Bundle relatedPersons) => new(
        id,
        NamesOf(patient.Name),
        DateOf(patient.BirthDate),
        patient.Gender?.ToString().ToLowerInvariant(),
        IdentifiersOf(patient.Identifier),
        [.. relatedPersons.Entry.Select(entry => entry.Resource).OfType<RelatedPerson>().Select(person => GrantOf(id, person))])
    {
        Numbers = NumbersOf(patient.Identifier),
    };

    /// <summary>The patient of a search that found exactly one.</summary>
    public static PatientId? OnlyPatientOf(Bundle? bundle)
    {
        var ids = bundle?.Entry.Select(entry => entry.Resource).OfType<Patient>().Select(patient => patient.Id).Distinct().ToList() ?? [];
        return ids is [{ } only] && FhirId.IsValid(only) ? new PatientId(only) : null;
    }

    public static ImmutableArray<PersonName> NamesOf(IEnumerable<HumanName> names) =>
        [.. names.Select(name => new PersonName([.. name.Given.OfType<string>()], name.Family))];

    public static ImmutableArray<BusinessIdentifier> IdentifiersOf(IEnumerable<Identifier> identifiers) =>
    [
        .. identifiers
            .Where(identifier => !string.IsNullOrEmpty(identifier.System) && !string.IsNullOrEmpty(identifier.Value))
            .Select(identifier => new BusinessIdentifier(identifier.System!, identifier.Value!)),
    ];

    private static ImmutableArray<PatientNumber> NumbersOf(IEnumerable<Identifier> identifiers) =>
    [
        .. identifiers
            .Where(identifier => !string.IsNullOrEmpty(identifier.Value))
            .Select(identifier => new PatientNumber(KindOf(identifier.Type), identifier.System ?? string.Empty, identifier.Value!)),
    ];

    // Codes of HL7's table 0203, identifier type.
    private static NumberKind KindOf(CodeableConcept? type) => type?.Coding.Select(coding => coding.Code).FirstOrDefault() switch
    {
        null or "MR" or "MRT" or "PI" or "PT" or "PN" or "PE" or "AN" => NumberKind.Record,
        "MB" or "SN" or "MC" or "MA" or "HC" or "JHN" or "NIIP" => NumberKind.Member,
        _ => NumberKind.Other,
    };

    public static PartialDate? DateOf(string? text) => PartialDate.TryParse(text, out var date) ? date : null;

    // A date that cannot be read must not turn into a grant without end.
    public static bool IsReadable(string? date) => date is null || DateOf(date) is not null;

    private static ProxyGrant GrantOf(PatientId chart, RelatedPerson person) => new(
        new ResourceKey("RelatedPerson", person.Id ?? string.Empty),
        chart,
        person.Active == true && IsReadable(person.Period?.Start) && IsReadable(person.Period?.End),
        [.. person.Relationship.SelectMany(relationship => relationship.Coding).Select(coding => coding.Code).OfType<string>()],
        DateOf(person.Period?.Start),
        DateOf(person.Period?.End),
        NamesOf(person.Name));

    /// <summary>The resource of this EHR that a reference of the EHR's names.</summary>
    public ResourceKey? KeyOf(ResourceReference? reference) =>
        reference is not null && ReferenceTarget.Of(reference, knownBases) is ReferenceTarget.Literal literal ? literal.Key : null;
}
