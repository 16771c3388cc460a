using Gateway.Messages;

namespace Gateway.Replies;

/// <summary>What becomes of a reply, once it is judged.</summary>
internal abstract record ReplyVerdict
{
    private ReplyVerdict()
    {
    }

    /// <summary>The patient reads it.</summary>
    public sealed record Accept(IntakeDecision.Route Decision) : ReplyVerdict;

    /// <summary>A reviewer looks first.</summary>
    public sealed record Hold(IntakeDecision.Hold Decision) : ReplyVerdict;

    /// <summary>It is not kept at all, for a reason that is told as a code.</summary>
    public sealed record Refuse(string Why) : ReplyVerdict;

    /// <summary>What is needed to judge it cannot be read now.</summary>
    public sealed record Later(string Why) : ReplyVerdict;
}
