namespace Gateway.Storage;

/// <summary>How far the events of a topic subscription are sent, and when its endpoint is called next. Only the sender writes it.</summary>
internal sealed class TopicDelivery
{
    public required string SubscriptionId { get; init; }

    /// <summary>All events up to this number are sent, or not to be seen by the subscriber.</summary>
    public long Delivered { get; set; }

    /// <summary>Sends begun since the last that succeeded.</summary>
    public int Attempts { get; set; }

    /// <summary>Since when sends fail; none while they do not.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Not before this instant: the retry schedule, or the end of the lease of a send under way.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Why the last attempt failed, as a code.</summary>
    public string? Fault { get; set; }

    /// <summary>When its endpoint last took something, if only a heartbeat.</summary>
    public DateTimeOffset? HeardAt { get; set; }

    /// <summary>Concurrency token: of two replicas that would send at once, one sends nothing.</summary>
    public int Revision { get; init; }
}
