using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>
/// A chart the sender may act for. <c>Relationship</c> is what this person is to the sender ("son"); a caller that only knows what
/// the sender is to the person (RelatedPerson's code) turns it round with <see cref="Kinship.OfProxied"/>.
/// </summary>
internal sealed record ProxiedPerson(
    PatientId Chart, ImmutableArray<string> GivenNames, string Relationship, int? AgeInMonths = null, Sex Sex = Sex.Unknown);
