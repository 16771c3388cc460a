using System.Text.Json;
using Gateway.Audit;
using Gateway.Messages;
using Gateway.References;
using Gateway.Review;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Replies;

/// <summary>Writes the next version of a reply whose text the EHR has changed. What is held stays held: its reviewer sees what it says now.</summary>
internal static class ReplyCorrection
{
    /// <param name="changes">Where to.</param>
    /// <param name="found">The reply as it stands.</param>
    /// <param name="facts">What it says now.</param>
    /// <param name="route">What the guard says to that.</param>
    /// <param name="index">What it is found by.</param>
    /// <param name="now">When.</param>
    public static void StageAccepted(Changes changes, ReviewCase found, IntakeFacts facts, IntakeDecision.Route route, SearchIndex index, DateTimeOffset now)
    {
        var chart = new PatientId(found.Row.Chart!);
        IntakeRecord.CleanPictures(facts);
        var next = MessageWriter.Filed(facts.Message.Content, facts.Message.Id, chart, route, now);
        if (found.Row.Quarantined)
        {
            (next.Status, next.StatusReason) = (EventStatus.OnHold, found.Content.StatusReason);
        }

        StageNext(changes, found, facts, route, next, found.Row.Quarantined, index, now);
    }

    /// <inheritdoc cref="StageAccepted"/>
    /// <param name="changes">Where to.</param>
    /// <param name="found">The reply as it stands.</param>
    /// <param name="facts">What it says now.</param>
    /// <param name="hold">Why a reviewer looks at it.</param>
    /// <param name="sequence">For the Task of the review, if there is none yet.</param>
    /// <param name="index">What it is found by.</param>
    /// <param name="clock">Now.</param>
    public static void StageHeld(Changes changes, ReviewCase found, IntakeFacts facts, IntakeDecision.Hold hold, long sequence, SearchIndex index, TimeProvider clock)
    {
        // Staging changes the row: what it was is asked first.
        var (now, isUnderReview) = (Stamp.Now(clock), found.Row.Quarantined);
        IntakeRecord.CleanPictures(facts);
        var next = MessageWriter.Held(facts.Message.Content, facts.Message.Id, new PatientId(found.Row.Chart!), hold, now);
        StageNext(changes, found, facts, hold, next, isHeld: true, index, now);
        if (isUnderReview)
        {
            return;
        }

        var task = TaskWriter.ForReview(facts.Message.Id, hold, now);
        Stamp.Put(task, MessageId.New(clock).Value, 1, now);
        NewResource.OfOurs(task, sequence, index, now, found.Row.Chart, isHidden: true).Stage(changes);
    }

    private static void StageNext(
        Changes changes, ReviewCase found, IntakeFacts facts, IntakeDecision decision, Communication next, bool isHeld, SearchIndex index, DateTimeOffset now)
    {
        Stamp.Put(next, found.Row.ResourceId, found.Row.Version + 1, now);
        new Replacement(found.Row, index).Stage(changes, next, found.Row.Chart, now, isHeld);
        changes.Add(new AuditEntry
        {
            Action = AuditAction.Update,
            Outcome = isHeld ? AuditOutcome.Held : AuditOutcome.Done,
            Client = AuditEntries.ClientOf(facts.Message.Caller.Client),
            Person = facts.Message.Caller.Person?.ToString(),
            Resource = facts.Message.Id.Key.ToString(),
            Version = found.Row.Version + 1,
            Chart = found.Row.Chart,
            Sender = found.Row.Sender,
            Quarantined = isHeld,
            Why = IntakeRecord.WhyOf(decision),
            PolicyVersion = facts.Policy.Version,
            Reasons = JsonSerializer.Serialize(decision.Hits, RecordJson.Default.ImmutableArrayRuleHit),
        });
    }
}
