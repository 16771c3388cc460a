namespace Gateway.Replies;

/// <summary>What has become of one message of the EHR.</summary>
internal abstract record ReplyResult
{
    private ReplyResult()
    {
    }

    /// <summary>The gateway itself filed it.</summary>
    public sealed record Ours : ReplyResult;

    /// <summary>It was dealt with before, as it stands.</summary>
    public sealed record Known : ReplyResult;

    /// <summary>It is nothing for a patient to read here.</summary>
    public sealed record Ignored(ReplyKind Kind) : ReplyResult;

    /// <summary>It is in its thread.</summary>
    public sealed record Filed : ReplyResult;

    /// <summary>It waits for a reviewer.</summary>
    public sealed record Held : ReplyResult;

    /// <summary>What the EHR has changed about it is here too.</summary>
    public sealed record Corrected : ReplyResult;

    /// <summary>It was entered in error, and is sealed.</summary>
    public sealed record Ended : ReplyResult;

    /// <summary>It cannot be kept, for a reason that is told as a code.</summary>
    public sealed record Refused(string Why) : ReplyResult;

    /// <summary>It cannot be dealt with now: nothing behind it may be taken for read.</summary>
    public sealed record Later(string Why) : ReplyResult;
}
