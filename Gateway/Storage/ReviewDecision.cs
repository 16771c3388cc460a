namespace Gateway.Storage;

/// <summary>
/// One decision of a person about whose chart a message belongs in, and what the gateway had thought of it: written with what the decision
/// does, never changed. Ids and codes only.
/// </summary>
internal sealed class ReviewDecision
{
    public long Sequence { get; init; }

    /// <summary>The message that was decided on.</summary>
    public required string MessageId { get; init; }

    /// <summary>The version of the message that the decision made; a version is made by one decision at most.</summary>
    public required int MessageVersion { get; init; }

    public required DecisionKind Kind { get; init; }

    public required DecidedBy By { get; init; }

    public required string Client { get; init; }

    /// <summary>The person behind the client, as <c>Type/id</c>.</summary>
    public string? Person { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Since when it had been held; none for a message that was not.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Why it was held, as a code of intake-reason; none for a message that was not.</summary>
    public string? HoldReason { get; init; }

    /// <summary>Whom the text was taken to be about: <c>other</c>, <c>mixed</c> or <c>undecided</c>; none where the text was not what stood against it.</summary>
    public string? Verdict { get; init; }

    /// <summary>How sure that was: <c>weak</c> or <c>strong</c>.</summary>
    public string? Strength { get; init; }

    /// <summary>The rules that stood against it, with their evidence spans, as JSON.</summary>
    public string? Rules { get; init; }

    /// <summary>The charts that were suggested, as ids between blanks.</summary>
    public string? SuggestedCharts { get; init; }

    /// <summary>The chart that it was addressed to, or filed in.</summary>
    public string? Chart { get; init; }

    /// <summary>The charts that it belongs in by this decision, as ids between blanks; none for one that belongs in nobody's.</summary>
    public string? TargetCharts { get; init; }

    /// <summary>The messages that the decision made, as ids between blanks, in the order of <see cref="TargetCharts"/>.</summary>
    public string? NewMessages { get; init; }

    /// <summary>Why it was decided so, as a code of review-reason.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 of what was asked: who asks the same again is answered the same.</summary>
    public required byte[] Fingerprint { get; init; }

    public string? PolicyVersion { get; init; }
}
