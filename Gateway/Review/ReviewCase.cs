using Gateway.Messages;
using Gateway.Policies;
using Gateway.Storage;
using Hl7.Fhir.Model;

namespace Gateway.Review;

/// <summary>A message with all that a decision on it changes, as it was read.</summary>
/// <param name="Row">The message as it stands.</param>
/// <param name="Content">The same, parsed.</param>
/// <param name="Earlier">Its earlier versions.</param>
/// <param name="Tasks">The Tasks about it.</param>
/// <param name="Outbox">What was, or is to be, sent to the EHR of it.</param>
/// <param name="Decisions">What was decided before, the latest first.</param>
/// <param name="Policy">The rules for messages to its recipients.</param>
internal sealed record ReviewCase(
    StoredResource Row,
    Communication Content,
    IReadOnlyList<SupersededVersion> Earlier,
    IReadOnlyList<StoredResource> Tasks,
    IReadOnlyList<OutboxEntry> Outbox,
    IReadOnlyList<ReviewDecision> Decisions,
    GatewayPolicy Policy)
{
    /// <summary>Where it came from, if that was the EHR; none for what was posted here.</summary>
    public EhrReply? FromEhr { get; init; }

    public MessageState State => Row.Quarantined && MessageLifecycle.IsHeld(Content) ? MessageState.Held
        : MessageLifecycle.IsSealed(Content) ? MessageState.Ended
        : MessageState.Filed;

    /// <summary>The decision that made the message what it is; none if none did.</summary>
    public ReviewDecision? Last => Decisions.FirstOrDefault(decision => decision.Kind != DecisionKind.Attest);
}
