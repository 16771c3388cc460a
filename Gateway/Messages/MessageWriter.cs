using Fhir.Profiles;
using Gateway.References;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>Writes the Communication as the gateway keeps it: the sender's words untouched, the gateway's decision added.</summary>
internal static class MessageWriter
{
    public static Communication Filed(Communication sent, MessageId id, PatientId chart, IntakeDecision.Route route, DateTimeOffset now)
    {
        var message = Received(sent, id, route, now);
        message.Subject!.Reference = chart.Key.ToString();
        if (route.NeedsAnswer && !message.Recipient.Any(recipient => recipient.Reference == route.Pool.ToString()))
        {
            message.Recipient.Add(new ResourceReference(route.Pool.ToString()));
        }

        return message;
    }

    /// <param name="sent">The message as it came.</param>
    /// <param name="id">Its id.</param>
    /// <param name="chart">The chart it was addressed to, if the EHR could say which that is today.</param>
    /// <param name="hold">Why it is held.</param>
    /// <param name="now">When it was received.</param>
    public static Communication Held(Communication sent, MessageId id, PatientId? chart, IntakeDecision.Hold hold, DateTimeOffset now)
    {
        var message = Received(sent, id, hold, now);
        message.Subject!.Reference = chart?.Key.ToString() ?? message.Subject.Reference;
        message.Status = EventStatus.OnHold;
        message.StatusReason = new CodeableConcept(Canonicals.IntakeReason, ReasonCodes.Of(hold.Reason), ReasonCodes.SentenceOf(hold.Reason));
        return message;
    }

    private static Communication Received(Communication sent, MessageId id, IntakeDecision decision, DateTimeOffset now)
    {
        sent.Meta ??= new Meta();
        sent.Meta.Profile = [.. sent.Meta.Profile.Union([Canonicals.PatientMessage])];
        sent.Identifier.RemoveAll(identifier => identifier.System == MessageId.System);
        sent.Identifier.Add(new Identifier(MessageId.System, id.Value));
        sent.SentElement ??= new FhirDateTime(now);
        sent.Priority = Higher(sent.Priority, decision.Urgency);

        // What the sender was told is on record with what was written; and it is the gateway that says so, not the sender.
        sent.RemoveExtension(Canonicals.Advice);
        sent.Extension.AddRange(decision.Advice.Select(issue => issue.Advice!.ToExtension(issue.Sentence)));
        return sent;
    }

    // The sender may ask for more haste than the text shows, never for less.
    private static RequestPriority? Higher(RequestPriority? asked, Urgency urgency)
    {
        var found = PriorityOf(urgency);
        return asked is null || found > asked ? found : asked;
    }

    /// <summary>Urgency in FHIR's words; the members of RequestPriority ascend from routine to stat.</summary>
    public static RequestPriority PriorityOf(Urgency urgency) => urgency switch
    {
        Urgency.Emergency => RequestPriority.Stat,
        Urgency.SameDay => RequestPriority.Urgent,
        Urgency.Routine => RequestPriority.Routine,
    };
}
