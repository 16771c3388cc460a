using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.Storage;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Review.Queue;

/// <summary>What there is to know of a held message before a person decides: the review, the message, and the charts as far as the EHR tells them.</summary>
/// <param name="Row">The review's row.</param>
/// <param name="Task">The review.</param>
/// <param name="Stored">The message's row.</param>
/// <param name="Message">The message.</param>
/// <param name="Sender">The sender's identities; null where the EHR could not say.</param>
/// <param name="Addressed">The chart it was addressed to.</param>
/// <param name="Suggested">The charts that fit better.</param>
internal sealed record HeldMessage(
    StoredResource Row,
    FhirTask Task,
    StoredResource Stored,
    Communication Message,
    PersonFacts? Sender,
    HeldMessage.Chart Addressed,
    ImmutableArray<HeldMessage.Chart> Suggested)
{
    /// <summary>A chart by its id, with its facts if the EHR told them.</summary>
    internal sealed record Chart(string Id, ChartFacts? Facts);
}
