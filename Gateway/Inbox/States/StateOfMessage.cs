using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Inbox.States;

/// <summary>What the sender of a message is told of it.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Received">When it was taken in.</param>
internal sealed record StateOfMessage(MessageState State, DateTimeOffset Received)
{
    public DateTimeOffset? Delivered { get; init; }

    public DateTimeOffset? Opened { get; init; }

    public DateTimeOffset? Answered { get; init; }

    /// <summary>The pool that has it, or had it.</summary>
    public ResourceKey? Pool { get; init; }

    /// <summary>Until when an answer is to be expected; none once it is answered.</summary>
    public DateTimeOffset? ExpectedBy { get; init; }

    /// <summary>How many messages are answered together, this one among them.</summary>
    public int Together { get; init; } = 1;

    public ImmutableArray<string> Replies { get; init; } = [];
}
