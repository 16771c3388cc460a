namespace Gateway.Storage;

/// <summary>One event of one topic subscription. It holds no content: what is sent is read, and access to it judged, when it is sent.</summary>
internal sealed class TopicEvent
{
    public required string SubscriptionId { get; init; }

    /// <summary>From 1, without a gap.</summary>
    public required long Number { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it happened to, as <c>Type/id</c>.</summary>
    public required string Focus { get; init; }

    /// <summary>What else it is about, as <c>Type/id</c>.</summary>
    public string? Context { get; init; }
}
