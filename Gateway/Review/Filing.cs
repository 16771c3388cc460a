using Gateway.Messages;
using Gateway.Writes;

namespace Gateway.Review;

/// <summary>What the intake makes of a message whose chart somebody has decided on.</summary>
internal abstract record Filing
{
    private Filing()
    {
    }

    /// <summary>It can be taken in: routed, or held once more.</summary>
    public sealed record Decided(IntakeFacts Facts, IntakeDecision Decision) : Filing;

    /// <summary>It cannot, for these reasons; nothing is decided then.</summary>
    public sealed record Impossible(WriteOutcome.Refused Outcome) : Filing;
}
