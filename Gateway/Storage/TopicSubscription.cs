namespace Gateway.Storage;

/// <summary>
/// What the gateway knows of a Subscription beside the resource: on whose behalf it is, and how many events there were. Only who numbers
/// events, and who changes the Subscription, writes it; how far they are sent stands in <see cref="TopicDelivery"/>.
/// </summary>
internal sealed class TopicSubscription
{
    /// <summary>The id of the Subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The version of the Subscription that this is of.</summary>
    public required int Version { get; set; }

    /// <summary>The topic's code.</summary>
    public required string Topic { get; set; }

    public TopicStatus Status { get; set; }

    /// <summary>The client that asked for it last.</summary>
    public required string Client { get; set; }

    /// <summary>The gateway's own registry knew the client then; it must know it still.</summary>
    public bool IsRegistered { get; set; }

    /// <summary>The person for whom it asked, as <c>Type/id</c>; none for a system.</summary>
    public string? Person { get; set; }

    /// <summary>The patient of the launch in which it was asked for.</summary>
    public string? LaunchChart { get; set; }

    /// <summary>The patient for whom the person said to act.</summary>
    public string? ActsFor { get; set; }

    /// <summary>What the client's token allowed then, between blanks; what it is worth is asked anew for each event.</summary>
    public required string Scopes { get; set; }

    /// <summary>Since when events count.</summary>
    public required DateTimeOffset StartedAt { get; set; }

    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>When the status changed last.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The number of the last event.</summary>
    public long LastNumber { get; set; }

    /// <summary>Concurrency token: of two replicas that number events at once, one writes nothing.</summary>
    public int Revision { get; init; }
}
