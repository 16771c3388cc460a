using System.Collections.Immutable;
using System.Diagnostics;
using Gateway.Messages;
using Gateway.References;
using Gateway.Resources;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Replies;

/// <summary>
/// Decides what a message from the EHR is, and whether a patient may read it. The guard is the intake's own; but nobody is there who could be asked,
/// so that whatever a sender here would be asked is held. Pure.
/// </summary>
internal static class ReplyPolicy
{
    public const string WithoutRecipient = "reply-recipient-missing";
    public const string WithoutSubject = "reply-subject-missing";
    public const string ChartChanged = "reply-chart-changed";

    /// <param name="message">As the EHR has it.</param>
    /// <param name="answers">It answers, or goes on with, a message of the gateway.</param>
    /// <param name="takesConversations">What clinicians write of their own accord is wanted.</param>
    public static ReplyKind KindOf(Communication message, bool answers, bool takesConversations) => message switch
    {
        { Status: not (EventStatus.Completed or EventStatus.InProgress) } => ReplyKind.NotSent,
        _ when IsPatients(message.Sender) => ReplyKind.NotFromClinic,
        { Recipient.Count: > 0 } when !message.Recipient.Any(IsPatients) => ReplyKind.NotToPatient,
        _ when answers => ReplyKind.Answer,
        { Recipient.Count: 0 } or { Sender: null } => ReplyKind.NotToPatient,
        { Subject: null } => ReplyKind.WithoutSubject,
        _ => takesConversations ? ReplyKind.Conversation : ReplyKind.ConversationNotWanted,
    };

    /// <summary>What keeps an answer from being shown before anybody has looked, whatever it says.</summary>
    public static ImmutableArray<RuleHit> DoubtsIn(Communication message) =>
    [
        .. message.Recipient.Count == 0 ? [new RuleHit(WithoutRecipient, "Communication.recipient")] : Array.Empty<RuleHit>(),
        .. message.Subject is null ? [new RuleHit(WithoutSubject, "Communication.subject")] : Array.Empty<RuleHit>(),
    ];

    /// <param name="facts">What there is to know, as of a message that is posted here.</param>
    /// <param name="doubts">What else speaks against showing it.</param>
    public static ReplyVerdict Judge(IntakeFacts facts, ImmutableArray<RuleHit> doubts)
    {
        // A clinician's words about chest pain are no emergency of the clinician's.
        var decision = IntakePolicy.Decide(facts with { Signals = TriageSignals.None });
        return decision switch
        {
            IntakeDecision.Hold { Reason: HoldReason.ChartsUnavailable } => new ReplyVerdict.Later(ReasonCodes.ChartsUnavailable),
            IntakeDecision.RetryLater later => new ReplyVerdict.Later(later.Issues[^1].Reason ?? ReasonCodes.ChartsUnavailable),
            IntakeDecision.Refuse refuse when refuse.Issues.Any(issue => issue.Reason == ReasonCodes.AttachmentInfected) =>
                new ReplyVerdict.Refuse(ReasonCodes.AttachmentInfected),
            IntakeDecision.Hold hold => new ReplyVerdict.Hold(hold with { Hits = [.. hold.Hits, .. doubts] }),
            IntakeDecision.Refuse refuse => Held(facts, ReasonFor(refuse), [.. refuse.Issues.SelectMany(issue => issue.SuggestedCharts).Distinct()], EvidenceOf(refuse, doubts)),
            IntakeDecision.Route route when !doubts.IsEmpty => Held(facts, ReasonFor(doubts), [], [.. route.Hits, .. doubts]),
            IntakeDecision.Route route => new ReplyVerdict.Accept(route with { NeedsAnswer = false }),
            _ => throw new UnreachableException(),
        };
    }

    private static ReplyVerdict.Hold Held(IntakeFacts facts, HoldReason reason, ImmutableArray<PatientId> charts, ImmutableArray<RuleHit> hits) =>
        new(new IntakeDecision.Hold(reason, facts.Policy.Routing.Review, charts, Urgency.Routine, hits));

    private static ImmutableArray<RuleHit> EvidenceOf(IntakeDecision.Refuse refuse, ImmutableArray<RuleHit> doubts) =>
        [.. refuse.Hits.Union(refuse.Issues.SelectMany(issue => issue.Evidence)), .. doubts];

    private static HoldReason ReasonFor(ImmutableArray<RuleHit> doubts) =>
        doubts.Any(doubt => doubt.RuleId == ChartChanged) ? HoldReason.AboutSomeoneElse : HoldReason.CannotBeVerified;

    private static HoldReason ReasonFor(IntakeDecision.Refuse refuse)
    {
        var reasons = refuse.Issues.Select(issue => issue.Reason).ToHashSet();
        return reasons.Contains(ReasonCodes.WrongChart) || reasons.Contains(ReasonCodes.Of(HoldReason.AboutSomeoneElse)) ? HoldReason.AboutSomeoneElse
            : reasons.Contains(ReasonCodes.Of(HoldReason.AboutSeveral)) ? HoldReason.AboutSeveral
            : reasons.Contains(ReasonCodes.Of(HoldReason.WhoIsUnclear)) ? HoldReason.WhoIsUnclear
            : HoldReason.CannotBeVerified;
    }

    private static bool IsPatients(ResourceReference? reference) => TypeOf(reference) is "Patient" or "RelatedPerson";

    private static string? TypeOf(ResourceReference? reference) => reference?.Reference is not { } text ? reference?.Type
        : text.Split("/_history/")[0].Split('/') is [.., var type, _] ? type
        : reference.Type;
}
