using Hl7.Fhir.Model;

namespace Gateway.Replies;

/// <summary>A Communication as the EHR answered it.</summary>
/// <param name="EhrId">The EHR's own id.</param>
/// <param name="Updated">When the EHR says that it last changed; none if it does not say.</param>
/// <param name="Json">As it was answered.</param>
internal sealed record EhrEntry(string EhrId, DateTimeOffset? Updated, ReadOnlyMemory<byte> Json)
{
    /// <summary>The same, parsed; none if it cannot be read.</summary>
    public Communication? Content { get; init; }

    /// <summary>The version that the EHR tells; none if it keeps none.</summary>
    public string? Version => Content?.Meta?.VersionId;
}
