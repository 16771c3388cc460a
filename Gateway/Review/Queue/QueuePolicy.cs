using Gateway.Access;
using Gateway.References;
using Gateway.Routing;
using Gateway.Search.Indexing;
using FhirTask = Hl7.Fhir.Model.Task;

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
    public static ClaimDecision Claim(FhirTask task, ResourceKey person, bool takesOver) =>
        ReviewEntries.IsReview(task) ? Take(task, ReviewEntries.IsOpen(task), person, takesOver) : new ClaimDecision.NotAReview();

    /// <inheritdoc cref="Claim"/>
    public static ClaimDecision Unclaim(FhirTask task, ResourceKey person) =>
        ReviewEntries.IsReview(task) ? GiveBack(task, ReviewEntries.IsOpen(task), person) : new ClaimDecision.NotAReview();

    /// <summary>Taking any work that is a pool's.</summary>
    public static ClaimDecision Take(FhirTask task, bool isOpen, ResourceKey person, bool takesOver) => WorkTasks.HolderOf(task) switch
    {
        _ when !isOpen => new ClaimDecision.Closed(),
        null => new ClaimDecision.Change(),
        var holder when holder == person.ToString() => new ClaimDecision.AsWished(),
        _ when takesOver && WorkTasks.IsEscalated(task) => new ClaimDecision.Change(),
        _ => TakenBy(task),
    };

    /// <summary>Giving it back to the pool.</summary>
    public static ClaimDecision GiveBack(FhirTask task, bool isOpen, ResourceKey person) => WorkTasks.HolderOf(task) switch
    {
        _ when !isOpen => new ClaimDecision.Closed(),
        null => new ClaimDecision.AsWished(),
        var holder when holder == person.ToString() => new ClaimDecision.Change(),
        _ => TakenBy(task),
    };

    public static ClaimDecision.Taken TakenBy(FhirTask task) =>
        new(WorkTasks.HolderOf(task)!, WorkTasks.ClaimedSince(task) ?? DateTimeOffset.UnixEpoch, WorkTasks.IsEscalated(task));
}
