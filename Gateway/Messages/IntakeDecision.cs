using System.Collections.Immutable;
using Gateway.References;
using Gateway.Resources;
using Gateway.Routing;
using Gateway.Subjects;
using Gateway.Triage;

namespace Gateway.Messages;

/// <summary>What the gateway does with a message, and the rules that decided.</summary>
internal abstract record IntakeDecision(Urgency Urgency, ImmutableArray<RuleHit> Hits)
{
    /// <summary>What the sender of an emergency is told to do now, whatever becomes of the message; none for anything else.</summary>
    public ImmutableArray<Issue> Advice { get; init; } = [];

    /// <summary>File it in the chart and hand it to a pool.</summary>
    public sealed record Route(ResourceKey Pool, Urgency Urgency, ImmutableArray<RuleHit> Hits) : IntakeDecision(Urgency, Hits)
    {
        /// <summary>Who gets it, and what is promised; none where nothing is known but the pool.</summary>
        public Handling? Handling { get; init; }

        /// <summary>Somebody is to answer it: a clinician's own message waits for nobody here.</summary>
        public bool NeedsAnswer { get; init; } = true;

        /// <summary>What the message asks for, most likely first; the pool is chosen by one of them.</summary>
        public ImmutableArray<Intent> Intents { get; init; } = [];

        /// <summary>How likely each of these is, between 0 and 1, where it was weighed.</summary>
        public ImmutableDictionary<Intent, double> Confidences { get; init; } = ImmutableDictionary<Intent, double>.Empty;

        /// <summary>What the text was doubted for before its sender's word let it pass; none if it was not.</summary>
        public Doubt? Attested { get; init; }
    }

    /// <summary>Take it in, quarantined, for the pool that reviews.</summary>
    public sealed record Hold(
        HoldReason Reason, ResourceKey Pool, ImmutableArray<PatientId> SuggestedCharts, Urgency Urgency, ImmutableArray<RuleHit> Hits)
        : IntakeDecision(Urgency, Hits)
    {
        /// <summary>How sure the verdict on the text is; none where it is not the text that is doubted.</summary>
        public VerdictStrength? Strength { get; init; }
    }

    /// <summary>Give it back: the sender, or the sender's app, can put it right.</summary>
    public sealed record Refuse(ImmutableArray<Issue> Issues, bool IsForbidden, Urgency Urgency, ImmutableArray<RuleHit> Hits)
        : IntakeDecision(Urgency, Hits);

    /// <summary>Give it back for now: what is needed to decide cannot be read.</summary>
    public sealed record RetryLater(ImmutableArray<Issue> Issues, Urgency Urgency, ImmutableArray<RuleHit> Hits) : IntakeDecision(Urgency, Hits);
}
