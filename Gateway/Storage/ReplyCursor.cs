namespace Gateway.Storage;

/// <summary>How far the messages of one EHR have been read for replies, in the EHR's own time, and when it is looked at again.</summary>
internal sealed record ReplyCursor
{
    /// <summary>The configured EHR connection.</summary>
    public required string Connection { get; init; }

    /// <summary>Everything that the EHR changed before this instant, by its own clock, has been read.</summary>
    public required DateTimeOffset Position { get; set; }

    /// <summary>Not before this instant: the next look, a wait that the EHR asked for, or the end of the turn of the gateway that looks now.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When everything was last read to its end.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Looks in a row that failed.</summary>
    public int Failures { get; set; }

    /// <summary>Why the last look failed, as a code.</summary>
    public string? Fault { get; set; }

    /// <summary>Concurrency token: of two gateways that begin to look at once, one writes nothing.</summary>
    public int Revision { get; init; }
}
