using System.Collections.Immutable;
using Gateway.Resources;
using Hl7.Fhir.Model;
using SubscriptionStatus = Hl7.Fhir.Model.Subscription.SubscriptionStatus;

namespace Gateway.Topics;

/// <summary>Who moves a Subscription where: a client asks for it and ends it, the gateway alone says that it works or fails.</summary>
internal static class SubscriptionLifecycle
{
    public static readonly Transitions<SubscriptionStatus> ByClient = new(
        "Subscription.status",
        [SubscriptionStatus.Requested],
        (SubscriptionStatus.Requested, [SubscriptionStatus.Off]),
        (SubscriptionStatus.Active, [SubscriptionStatus.Requested, SubscriptionStatus.Off]),
        (SubscriptionStatus.Error, [SubscriptionStatus.Requested, SubscriptionStatus.Off]),
        (SubscriptionStatus.Off, [SubscriptionStatus.Requested]));

    public static readonly Transitions<SubscriptionStatus> ByGateway = new(
        "Subscription.status",
        [SubscriptionStatus.Requested],
        (SubscriptionStatus.Requested, [SubscriptionStatus.Active, SubscriptionStatus.Error, SubscriptionStatus.Off]),
        (SubscriptionStatus.Active, [SubscriptionStatus.Error, SubscriptionStatus.Off]),
        (SubscriptionStatus.Error, [SubscriptionStatus.Requested, SubscriptionStatus.Active, SubscriptionStatus.Off]),
        (SubscriptionStatus.Off, []));

    private static readonly Protection Agreed = new(
        "What a subscription sends, and where to, is checked when it is requested: set the status to requested with this change.",
        "status", "contact", "end", "reason", "error", "text", "language");

    /// <summary>What a client may not do; the gateway's own steps are <see cref="ByGateway"/>.</summary>
    /// <param name="before">What is stored; null for a new Subscription.</param>
    /// <param name="after">What shall be stored.</param>
    public static ImmutableArray<Issue> Check(Subscription? before, Subscription after) =>
    [
        .. ByClient.Check(before?.Status, after.Status),
        .. before is not null && after.Status != SubscriptionStatus.Requested ? Agreed.Check(before, after) : [],
        .. ErrorIssues(before, after),
    ];

    // A client that hands back what it read, error included, has not written one.
    private static IEnumerable<Issue> ErrorIssues(Subscription? before, Subscription after)
    {
        if (after.Error is not null && after.Error != before?.Error)
        {
            yield return new Issue(OperationOutcome.IssueType.BusinessRule, "Only the gateway says what went wrong with a subscription.", "Subscription.error");
        }
    }
}
