using System.Collections.Immutable;
using Gateway.Attachments;
using Gateway.Charts;
using Gateway.Engagement;
using Gateway.Forms;
using Gateway.Policies;
using Gateway.Resources;
using Gateway.Subjects;
using Gateway.Subjects.Identifiers;
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
    /// <summary>When it came: whoever is there then gets it.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What a person has said about whose it is.</summary>
    public Settlement Settlement { get; init; }

    /// <summary>Birth dates and numbers that the text gives.</summary>
    public IdentifierFacts Identifiers { get; init; } = IdentifierFacts.None;

    /// <summary>What was found in its files.</summary>
    public ScanVerdict Scan { get; init; } = ScanVerdict.Clean.Instance;

    /// <summary>How the sender stands to the agreement for this chart.</summary>
    public AgreementStanding Agreement { get; init; }

    /// <summary>The form that was filled in for it, if one was.</summary>
    public FilledForm? Form { get; init; }

    /// <summary>The answers in it that are outside what the request it answers expects.</summary>
    public ImmutableArray<RuleHit> OutOfRange { get; init; } = [];

    /// <summary>What it asks for, most likely first.</summary>
    public ImmutableArray<Intent> Intents { get; } = IntentPolicy.Intents(Signals, Message.Content);

    /// <summary>The subject's chart, where the EHR named one.</summary>
    public ChartFacts? Chart => (Structure.Chart as Lookup<ChartFacts>.Found)?.Facts;
}
