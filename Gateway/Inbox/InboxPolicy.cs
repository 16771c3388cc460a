using Gateway.References;
using Gateway.Review.Queue;
using Gateway.Routing;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Inbox;

/// <summary>Who has what of the messages to answer, as the reviewers' queue has it for reviews. Pure.</summary>
internal static class InboxPolicy
{
    /// <param name="task">The Task.</param>
    /// <param name="person">Who wishes to take it.</param>
    /// <param name="takesOver">Also from somebody else, if it is escalated.</param>
    public static ClaimDecision Claim(FhirTask task, ResourceKey person, bool takesOver) => QueuePolicy.Take(task, WorkTasks.IsOpen(task), person, takesOver);

    /// <inheritdoc cref="Claim"/>
    public static ClaimDecision Unclaim(FhirTask task, ResourceKey person) => QueuePolicy.GiveBack(task, WorkTasks.IsOpen(task), person);

    /// <summary>Answering it, or giving it to somebody else: by who has it, by anybody while nobody has, and by systems.</summary>
    public static ClaimDecision Handle(FhirTask task, ResourceKey? person) => task switch
    {
        _ when !WorkTasks.IsOpen(task) => new ClaimDecision.Closed(),
        _ when person is null || WorkTasks.HolderOf(task) is not { } holder || holder == person.ToString() => new ClaimDecision.Change(),
        _ => QueuePolicy.TakenBy(task),
    };
}
