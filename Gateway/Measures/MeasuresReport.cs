using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gateway.Measures;

/// <summary>How well messages and charts fit together in a time: counts and rates, nobody.</summary>
internal sealed record MeasuresReport
{
    /// <summary>The first day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day; it counts.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Messages that came in: each once, whatever became of it.</summary>
    public required int Messages { get; init; }

    /// <summary>Messages given back to their sender because of whose chart it was.</summary>
    public required int GivenBack { get; init; }

    /// <summary>Messages of which it is known that they were not for their chart.</summary>
    public required int Misdirected { get; init; }

    /// <summary>Of a thousand messages that came in.</summary>
    public required double? MisdirectedPerThousand { get; init; }

    /// <summary>Held, and found by a person to be not for this chart.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Held, and released into this chart: false alarms.</summary>
    public required int Overturned { get; init; }

    /// <summary>The share of confirmed holds among those that were judged.</summary>
    public required double? Precision { get; init; }

    /// <summary>Filed, and taken out again.</summary>
    public required int Missed { get; init; }

    /// <summary>Passed on the sender's word.</summary>
    public required int Attested { get; init; }

    /// <summary>How what was misdirected came into the right chart.</summary>
    public required RedirectPaths Redirects { get; init; }

    public required QuarantineTimes TimeInQuarantine { get; init; }

    /// <summary>What waits now.</summary>
    public required WaitingNow Waiting { get; init; }

    /// <summary>The decisions by pool, hold reason and policy version.</summary>
    public required ImmutableArray<DecisionGroup> Groups { get; init; }

    /// <summary>How soon messages are answered.</summary>
    public required WorkReport Work { get; init; }

    /// <summary>Groups of fewer decisions are told together.</summary>
    public required int SmallestGroup { get; init; }
}

/// <summary>How messages came into the right chart.</summary>
/// <param name="SenderAsked">The sender was asked, and sent it to a chart that was suggested.</param>
/// <param name="SenderAfterHold">The sender moved what was held.</param>
/// <param name="Reviewer">A reviewer moved it, or a system that speaks for one.</param>
internal sealed record RedirectPaths(int SenderAsked, int SenderAfterHold, int Reviewer);

/// <summary>How long decided messages had been held, in minutes.</summary>
internal sealed record QuarantineTimes(int Decided, double? Median, double? Percentile90, double? Percentile99, ImmutableArray<TimeBucket> Buckets);

/// <summary>How many took longer than the bucket before, and not longer than this.</summary>
/// <param name="UpToMinutes">The bound; none for the last, which has none.</param>
/// <param name="Count">How many.</param>
internal sealed record TimeBucket(int? UpToMinutes, int Count);

/// <summary>What waits for a person at the moment.</summary>
internal sealed record WaitingNow(int Count, double? OldestMinutes);

/// <summary>The decisions of one pool, hold reason and policy version; all three are absent where small groups are told together.</summary>
internal sealed record DecisionGroup(
    string? Pool, string? HoldReason, string? PolicyVersion, int Confirmed, int Overturned, int Missed, int Attested, int Aside, double? Precision, double? MedianMinutes);

/// <summary>Source-generated JSON of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MeasuresReport))]
internal sealed partial class MeasuresJson : JsonSerializerContext;
