using System.Text.Json.Serialization;
using Gateway.Attachments;
using Gateway.Engagement;
using Gateway.Evisits;
using Gateway.Guidance;
using Gateway.Monitoring;
using Gateway.Rotas;
using Gateway.Routing;
using Gateway.Subjects;
using Gateway.Sufficiency;

namespace Gateway.Policies;

/// <summary>The rules of engagement of one organisation, as data: every decision names the version it was made under.</summary>
/// <remarks>One member for each section of the document: what a new one needs is in CONTRIBUTING.md.</remarks>
internal sealed record GatewayPolicy(
    string Version, SubjectRules Subjects, ProxyRules Proxies, RoutingRules Routing, AdviceRules Advice, OnCallRules OnCall)
{
    /// <summary>What those who write agree to.</summary>
    public EngagementRules Engagement { get; init; } = EngagementRules.None;

    /// <summary>What may be attached.</summary>
    public AttachmentRules Attachments { get; init; } = AttachmentRules.Any;

    /// <summary>What a sender is asked for that the text does not say.</summary>
    public SufficiencyRules Sufficiency { get; init; } = SufficiencyRules.None;

    /// <summary>What is said to who fears to impose.</summary>
    public ReassuranceRules Reassurance { get; init; } = ReassuranceRules.None;

    /// <summary>What becomes of several messages in a short time.</summary>
    public BurstRules Bursts { get; init; } = BurstRules.Off;

    /// <summary>What becomes of values that a request does not expect.</summary>
    public ReadingRules Readings { get; init; } = ReadingRules.Usual;

    /// <summary>What of the work on messages may be billed.</summary>
    public EvisitRules Evisits { get; init; } = EvisitRules.None;

    /// <summary>Whose part was laid over the organisation's rules; none where these are used as they are.</summary>
    [JsonIgnore]
    public PolicyOverride? Override { get; init; }
}

/// <summary>What happens to a message that is, or may be, about somebody else.</summary>
/// <param name="SomeoneElseWithChart">The sender may write to that person's own chart.</param>
/// <param name="SomeoneElse">The sender may not, or that person has no chart here.</param>
/// <param name="Several">Care is asked for more than one person.</param>
/// <param name="Undecided">Whom it is about cannot be told.</param>
/// <param name="ChartsUnavailable">The EHR does not answer while matching.</param>
internal sealed record SubjectRules(
    SubjectRule SomeoneElseWithChart, SubjectRule SomeoneElse, SubjectRule Several, SubjectRule Undecided, OutageAction ChartsUnavailable)
{
    /// <summary>The rules with their names in the document.</summary>
    public IEnumerable<(string Name, SubjectRule Rule)> ByVerdict =>
    [
        ("someoneElseWithChart", SomeoneElseWithChart), ("someoneElse", SomeoneElse), ("several", Several), ("undecided", Undecided),
    ];
}

/// <summary>What to do while the EHR cannot say whose chart it is.</summary>
internal enum OutageAction
{
    /// <summary>Ask the sender's app to try again shortly; it still has the text.</summary>
    RetryLater,

    /// <summary>Take it in, quarantined.</summary>
    Hold,
}
