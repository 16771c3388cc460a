using System.Collections.Immutable;
using Gateway.Triage;

namespace Gateway.Routing;

/// <summary>What is promised, by urgency, and for routine messages by intent: policy data.</summary>
internal sealed record ServiceLevels(ServiceLevel Emergency, ServiceLevel SameDay, ServiceLevel Routine)
{
    /// <summary>For policies that say nothing: an answer within two business days.</summary>
    public static readonly ServiceLevels Usual = new(
        new ServiceLevel(Minutes(15), Minutes(5), Minutes(15)),
        new ServiceLevel(Minutes(480), Minutes(60), Minutes(120)),
        new ServiceLevel(Days(2), Days(1), Days(0)));

    public ImmutableDictionary<Intent, ServiceLevel> ByIntent { get; init; } = ImmutableDictionary<Intent, ServiceLevel>.Empty;

    /// <summary>Each level with its place in the document.</summary>
    public IEnumerable<(string Name, ServiceLevel Level)> All =>
    [
        ("emergency", Emergency), ("sameDay", SameDay), ("routine", Routine), .. ByIntent.Select(level => ($"byIntent.{level.Key}", level.Value)),
    ];

    public ServiceLevel For(Urgency urgency, Intent intent) => urgency switch
    {
        Urgency.Emergency => Emergency,
        Urgency.SameDay => SameDay,
        Urgency.Routine => ByIntent.GetValueOrDefault(intent, Routine),
    };

    private static Promise Minutes(int count) => new() { Minutes = count };

    private static Promise Days(int count) => new() { BusinessDays = count };
}
