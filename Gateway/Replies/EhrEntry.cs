using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Replies;

/// <summary>A Communication as the EHR answered it. Most are the gateway's own, and are told by their identifier: those need not be parsed.</summary>
/// <param name="EhrId">The EHR's own id.</param>
/// <param name="Updated">When the EHR says that it last changed; none if it does not say.</param>
/// <param name="Version">The version that the EHR tells; none if it keeps none.</param>
/// <param name="IsOurs">It carries an identifier that the gateway filed.</param>
/// <param name="Json">As it was answered.</param>
internal sealed record EhrEntry(string EhrId, DateTimeOffset? Updated, string? Version, bool IsOurs, ReadOnlyMemory<byte> Json)
{
    private readonly Lazy<Communication?> content = new(() => FhirJson.ReadLenient<Communication>(Json));

    /// <summary>The same, parsed; none if it cannot be read.</summary>
    public Communication? Content => content.Value;
}
