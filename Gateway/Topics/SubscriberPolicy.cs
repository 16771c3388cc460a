using Gateway.Access;
using Gateway.Audit;
using Gateway.Resources;
using Gateway.Storage;
using static Hl7.Fhir.Model.OperationOutcome;

namespace Gateway.Topics;

/// <summary>Who may subscribe to what. What a subscriber is then sent is judged event by event; this is no more than that there can be any. Pure.</summary>
internal static class SubscriberPolicy
{
    private static readonly string[] OfWhatIsHeld = [TopicCodes.MessageHeld, TopicCodes.Escalation];

    /// <summary>What stands against it; null for nothing.</summary>
    /// <param name="topic">What is asked for.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="known">The subscription as it was before; null if it is new.</param>
    public static Issue? Objection(Topic topic, Reader reader, TopicSubscription? known)
    {
        var caller = reader.Caller;
        if (known is { Status: not TopicStatus.Off } && (known.Client != AuditEntries.ClientOf(caller.Client) || known.Person != caller.Person?.ToString()))
        {
            return new Issue(IssueType.Forbidden, "Who subscribed asks for it anew; others may end it.", "Subscription.status");
        }

        if (!caller.Allows(topic.Focus, ScopeRights.Read))
        {
            return new Issue(IssueType.Forbidden, $"This topic is about {topic.Focus}s, and the token may not read them.", "Subscription.criteria");
        }

        return OfWhatIsHeld.Contains(topic.Code) && !(caller.IsReviewer && caller.Allows(ScopeLevel.User, topic.Focus, ScopeRights.Read))
            ? new Issue(IssueType.Forbidden, "What is held, and alerts, are for reviewers: a person with gateway/review and user/ scopes.", "Subscription.criteria")
            : null;
    }

    /// <summary>The patient for whom a person subscribes, where it was not a launch that said so; none for who works in several charts.</summary>
    public static string? ActsFor(Reader reader) =>
        reader is { LaunchChart: null, Caller.Kind: PersonKind.Patient or PersonKind.RelatedPerson or PersonKind.Person, Charts: [var chart] } ? chart : null;
}
