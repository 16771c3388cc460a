namespace Gateway.Subjects;

/// <summary>What a reference in a message says about the people in it.</summary>
internal enum ClaimRole
{
    /// <summary>The chart the message is filed in.</summary>
    Subject,

    /// <summary>Who writes.</summary>
    Sender,

    /// <summary>Who is written to.</summary>
    Recipient,

    /// <summary>What the message is about, belongs to or answers: it must be the subject's, or nobody's.</summary>
    Context,

    /// <summary>Said inside an attached document, whose ids may be those of another server.</summary>
    Document,
}
