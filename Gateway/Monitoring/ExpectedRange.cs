using System.Collections.Immutable;
using Fhir.Profiles;
using Hl7.Fhir.Model;

namespace Gateway.Monitoring;

/// <summary>In which range a request expects the answers to one question.</summary>
/// <param name="LinkId">The link id of the question; or its code.</param>
/// <param name="Code">A code of the question.</param>
/// <param name="Low">The lowest that is expected.</param>
/// <param name="High">The highest that is expected.</param>
internal sealed record ExpectedRange(string? LinkId, Coding? Code, Quantity? Low, Quantity? High)
{
    public static ImmutableArray<ExpectedRange> In(CommunicationRequest request) =>
    [
        .. request.GetExtensions(Canonicals.ExpectedRange).Select(range => new ExpectedRange(
            (range.GetExtension("linkId")?.Value as FhirString)?.Value,
            range.GetExtension("code")?.Value as Coding,
            range.GetExtension("low")?.Value as Quantity,
            range.GetExtension("high")?.Value as Quantity)),
    ];

    /// <summary>Whether it is about that question.</summary>
    public bool IsFor(string linkId, IEnumerable<Coding> codes) =>
        LinkId == linkId || (Code is { } asked && codes.Any(code => code.System == asked.System && code.Code == asked.Code));
}
