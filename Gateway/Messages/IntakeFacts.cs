using Gateway.Charts;
using Gateway.Policies;
using Gateway.Subjects;
using Gateway.Triage;

namespace Gateway.Messages;

/// <summary>All that a decision on a message rests on, read before deciding.</summary>
internal sealed record IntakeFacts(
    InboundMessage Message,
    StructuralFacts Structure,
    MessageText Text,
    TriageSignals Signals,
    NarrativeVerdict Narrative,
    GatewayPolicy Policy)
{
    /// <summary>What a person has said about whose it is.</summary>
    public Settlement Settlement { get; init; }

    /// <summary>The subject's chart, where the EHR named one.</summary>
    public ChartFacts? Chart => (Structure.Chart as Lookup<ChartFacts>.Found)?.Facts;
}
