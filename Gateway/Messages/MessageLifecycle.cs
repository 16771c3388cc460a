using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>What may change about a stored message.</summary>
/// <remarks>
/// What was said, by whom, to whom, about whom and when is a record, in the EHR's chart too: a correction is entered-in-error plus a
/// replacement. Only the handling of the message moves on. A held message belongs to the reviewers until they have decided.
/// </remarks>
internal static class MessageLifecycle
{
    public static readonly Transitions<EventStatus> Statuses = new(
        "Communication.status",
        [EventStatus.InProgress, EventStatus.Completed],
        (EventStatus.Preparation, [EventStatus.InProgress, EventStatus.NotDone, EventStatus.Completed, EventStatus.EnteredInError]),
        (EventStatus.InProgress, [EventStatus.OnHold, EventStatus.Stopped, EventStatus.Completed, EventStatus.EnteredInError]),
        (EventStatus.NotDone, [EventStatus.EnteredInError]),
        (EventStatus.OnHold, [EventStatus.InProgress, EventStatus.Stopped, EventStatus.EnteredInError]),
        (EventStatus.Stopped, [EventStatus.EnteredInError]),
        (EventStatus.Completed, [EventStatus.EnteredInError]),
        (EventStatus.EnteredInError, []),
        (EventStatus.Unknown, [EventStatus.InProgress, EventStatus.NotDone, EventStatus.Stopped, EventStatus.Completed, EventStatus.EnteredInError]));

    private static readonly Protection Record = new(
        "An accepted message keeps this: a correction is entered-in-error plus a replacement.",
        "status", "statusReason", "received", "note", "category", "medium", "topic", "priority", "reasonCode", "identifier", "text", "language");

    /// <param name="before">The stored message.</param>
    /// <param name="after">What shall be stored.</param>
    /// <param name="triaged">The priority that triage gave it at intake; its Task keeps it.</param>
    public static ImmutableArray<Issue> Check(Communication before, Communication after, RequestPriority triaged) => IsSealed(before)
        ? [new Issue(OperationOutcome.IssueType.BusinessRule, "The content of this message is sealed: it stays as it is.", "Communication")]
        : IsHeld(before)
        ? [new Issue(OperationOutcome.IssueType.BusinessRule, "This message is held: only its review decides what becomes of it.", "Communication.status")]
        :
        [
            .. Statuses.Check(before.Status, after.Status),
            .. Record.Check(before, after),
            .. IdentifierIssues(before, after),
            .. PriorityIssues(after, triaged),
            .. ReasonIssues(before, after),
        ];

    /// <summary>Whether a message waits in quarantine, and not merely for its clinic.</summary>
    public static bool IsHeld(Communication message) => message.Status == EventStatus.OnHold && NamesIntakeReason(message);

    /// <summary>Whether its content was put apart by a decision on its chart.</summary>
    public static bool IsSealed(Communication message) =>
        message.StatusReason?.Coding.Any(coding => coding.System == Canonicals.ReviewDecision) == true
        && message.Meta?.Security.Any(label => label.Code == "REDACTED") == true;

    // By this identifier a repeat is recognised, here and in the EHR.
    private static IEnumerable<Issue> IdentifierIssues(Communication before, Communication after)
    {
        if (!OurIdentifiers(before).SequenceEqual(OurIdentifiers(after)))
        {
            yield return new Issue(
                OperationOutcome.IssueType.BusinessRule, "The identifier that the gateway gave this message stays.", "Communication.identifier");
        }
    }

    private static IEnumerable<Issue> PriorityIssues(Communication after, RequestPriority triaged)
    {
        if ((after.Priority ?? RequestPriority.Routine) < triaged)
        {
            yield return new Issue(
                OperationOutcome.IssueType.BusinessRule, "The priority cannot be lower than what triage found.", "Communication.priority");
        }
    }

    // Our reasons mark the quarantine: who could write one could feign a held message.
    private static IEnumerable<Issue> ReasonIssues(Communication before, Communication after)
    {
        if (NamesIntakeReason(after) && !Protection.Keeps(before, after, "statusReason"))
        {
            yield return new Issue(
                OperationOutcome.IssueType.BusinessRule, "Only the gateway gives reasons from its own code system.", "Communication.statusReason");
        }
    }

    private static bool NamesIntakeReason(Communication message) =>
        message.StatusReason?.Coding.Any(coding => coding.System == Canonicals.IntakeReason) == true;

    private static IEnumerable<string?> OurIdentifiers(Communication message) =>
        message.Identifier.Where(identifier => identifier.System is MessageId.System or MessageId.ThreadSystem).Select(identifier => identifier.Value);
}
