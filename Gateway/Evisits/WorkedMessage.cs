using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Evisits;

/// <summary>A message that somebody recorded time on, as far as it is accounted for.</summary>
/// <param name="Message">The message.</param>
/// <param name="Thread">The first message of its conversation.</param>
/// <param name="At">When it was written.</param>
/// <param name="Sender">Who wrote it.</param>
/// <param name="IsPatientInitiated">A patient, or somebody for the patient, wrote it, and began the conversation.</param>
/// <param name="AsksForEvaluation">It asks for what a clinician evaluates.</param>
/// <param name="Encounter">The encounter that it names, if any.</param>
/// <param name="Time">The time.</param>
internal sealed record WorkedMessage(
    ResourceKey Message,
    ResourceKey Thread,
    DateTimeOffset At,
    ResourceKey? Sender,
    bool IsPatientInitiated,
    bool AsksForEvaluation,
    ResourceKey? Encounter,
    ImmutableArray<RecordedTime> Time);
