namespace Gateway.Storage;

/// <summary>A message of the EHR that was taken in from there, or could not be: its key makes it one message, however often it is read.</summary>
internal sealed record EhrReply
{
    public required string Connection { get; init; }

    /// <summary>The EHR's own id of the Communication.</summary>
    public required string EhrId { get; init; }

    /// <summary>The message that it became here; none for one that could not be kept.</summary>
    public required string? MessageId { get; set; }

    /// <summary>SHA-256 of what the EHR said last: another one is a correction.</summary>
    public required byte[] Digest { get; set; }

    /// <summary>Concurrency token: of two gateways that read a correction at once, one writes nothing.</summary>
    public int Revision { get; init; }
}
