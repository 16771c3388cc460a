using System.Collections.Immutable;
using Gateway.Review.Queue;

namespace Gateway.Measures;

/// <summary>What happened in a time, as it was read: the measures are made of it.</summary>
/// <param name="Stored">Messages that were taken in, with those that decisions made.</param>
/// <param name="GivenBack">Messages that were given back because of whose chart it was.</param>
/// <param name="MovedBySender">Of these, those that came again, from the same person, in a chart that had been suggested.</param>
/// <param name="Decisions">What people decided.</param>
/// <param name="Waiting">What waits now.</param>
internal sealed record MeasuredTime(int Stored, int GivenBack, int MovedBySender, ImmutableArray<DecisionFacts> Decisions, ImmutableArray<QueueDepth> Waiting)
{
    /// <summary>Messages that came and were to be answered.</summary>
    public ImmutableArray<WorkFacts> Work { get; init; } = [];

    /// <summary>What was given to somebody else.</summary>
    public ImmutableArray<RerouteFacts> Reroutes { get; init; } = [];
}
