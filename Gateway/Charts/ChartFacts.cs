using System.Collections.Immutable;
using System.ComponentModel;
using Gateway.References;

namespace Gateway.Charts;

/// <summary>What the gateway knows of one chart: who its patient is, and who may act for that patient.</summary>
[ImmutableObject(true)]
internal sealed record ChartFacts(
    PatientId Id,
    ImmutableArray<PersonName> Names,
    PartialDate? BirthDate,
    string? Gender,
    ImmutableArray<BusinessIdentifier> Identifiers,
    ImmutableArray<ProxyGrant> Proxies) : IOfCharts
{
    /// <summary>The records that were merged into this one, as its own links have them.</summary>
    public ImmutableArray<PatientId> Replaces { get; init; } = [];

    /// <summary>Every number the patient is known by, also those that no system qualifies, with what it is for.</summary>
    public ImmutableArray<PatientNumber> Numbers { get; init; } =
        [.. Identifiers.Select(identifier => new PatientNumber(NumberKind.Record, identifier.System, identifier.Value))];

    IEnumerable<PatientId> IOfCharts.Charts => [Id];
}
