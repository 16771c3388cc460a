using System.Collections.Immutable;

namespace Gateway.Topics;

/// <summary>What a Subscription asks for, understood.</summary>
internal sealed record SubscriptionTerms(Topic Topic, ImmutableArray<TopicFilter> Filters, Uri Endpoint)
{
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];

    public PayloadContent Content { get; init; } = PayloadContent.IdOnly;

    /// <summary>After how long without anything else a heartbeat is sent; none if there shall be none.</summary>
    public TimeSpan? Heartbeat { get; init; }

    /// <summary>How long a send may take, if the subscriber says so.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The most events in one notification, if the subscriber says so.</summary>
    public int? MostEvents { get; init; }
}
