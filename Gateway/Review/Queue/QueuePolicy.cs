using Fhir.Profiles;
using Gateway.Access;
using Gateway.References;
using Gateway.Search.Indexing;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.Review.Queue;

/// <summary>Who may see the queue, and who has what of it. Pure.</summary>
internal static class QueuePolicy
{
    /// <summary>A reviewer is a person whose token says so; a system reviews nothing.</summary>
    public static bool MayReview(Caller caller, string type, ScopeRights right) =>
        caller is { IsReviewer: true, Person: not null } && caller.Allows(ScopeLevel.User, type, right);

    /// <param name="task">The review.</param>
    /// <param name="person">Who wishes to take it.</param>
    /// <param name="takesOver">Also from somebody else, if that person has had it for too long.</param>
    public static ClaimDecision Claim(FhirTask task, ResourceKey person, bool takesOver) => task switch
    {
        _ when !ReviewEntries.IsReview(task) => new ClaimDecision.NotAReview(),
        _ when !ReviewEntries.IsOpen(task) => new ClaimDecision.Closed(),
        _ when HolderOf(task) is not { } holder => new ClaimDecision.Change(),
        _ when HolderOf(task) == person.ToString() => new ClaimDecision.AsWished(),
        _ when takesOver && IsEscalated(task) => new ClaimDecision.Change(),
        _ => TakenBy(task),
    };

    /// <inheritdoc cref="Claim"/>
    public static ClaimDecision Unclaim(FhirTask task, ResourceKey person) => task switch
    {
        _ when !ReviewEntries.IsReview(task) => new ClaimDecision.NotAReview(),
        _ when !ReviewEntries.IsOpen(task) => new ClaimDecision.Closed(),
        _ when HolderOf(task) is not { } holder => new ClaimDecision.AsWished(),
        _ when HolderOf(task) == person.ToString() => new ClaimDecision.Change(),
        _ => TakenBy(task),
    };

    /// <summary>Who has taken it, as <c>Type/id</c>; null while it is its pool's.</summary>
    public static string? HolderOf(FhirTask task) =>
        task.Status is TaskStatus.Accepted or TaskStatus.InProgress or TaskStatus.OnHold ? task.Owner?.Reference : null;

    /// <summary>Since when that person has it.</summary>
    public static DateTimeOffset? ClaimedSince(FhirTask task) =>
        HolderOf(task) is not null && task.ExecutionPeriod?.StartElement?.TryToDateTimeOffset(out var since) == true ? since : null;

    public static bool IsEscalated(FhirTask task) =>
        task.BusinessStatus?.Coding.Any(coding => coding is { System: Canonicals.TaskBusinessStatus, Code: "escalated" }) == true;

    private static ClaimDecision.Taken TakenBy(FhirTask task) =>
        new(HolderOf(task)!, ClaimedSince(task) ?? DateTimeOffset.UnixEpoch, IsEscalated(task));
}
