using Fhir.Profiles;
using Gateway.Search.Definitions;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace Gateway.Search.Indexing;

/// <summary>
/// What a review Task is queued and counted by: its place while it is open, and its pool for ever. Kept like the entries of search
/// parameters, so that they change with the Task in one transaction, and offered to no search.
/// </summary>
internal static class ReviewEntries
{
    /// <summary>The entry of an open Task: its code is the <see cref="RankOf"/>, its system the pool.</summary>
    public static readonly int Open = ParameterNumber.Of("Task", "$open-review");

    /// <summary>The entry of every review Task: its code is what is reviewed, as <c>Type/id</c>, its system the pool.</summary>
    public static readonly int Pool = ParameterNumber.Of("Task", "$review-pool");

    private const string ReviewWork = "review-message";

    public static void AddTo(SearchEntries entries, FhirTask task)
    {
        if (!IsReview(task) || PoolOf(task) is not { } pool)
        {
            return;
        }

        if (task.Focus?.Reference is { } focus)
        {
            entries.Tokens.Add((Pool, focus, pool));
        }

        if (IsOpen(task))
        {
            entries.Tokens.Add((Open, RankOf(task), pool));
        }
    }

    public static bool IsReview(FhirTask task) =>
        task.Code?.Coding.Any(coding => coding.System == Canonicals.TaskCode && coding.Code == ReviewWork) == true;

    /// <summary>Somebody still has to decide.</summary>
    public static bool IsOpen(FhirTask task) => task.Status is TaskStatus.Requested or TaskStatus.Received or TaskStatus.Ready
        or TaskStatus.Accepted or TaskStatus.InProgress or TaskStatus.OnHold;

    /// <summary>The pool whose work it is, whoever has taken it.</summary>
    public static string? PoolOf(FhirTask task) => task.GetExtensionValue<ResourceReference>(Canonicals.TaskPool)?.Reference ?? task.Owner?.Reference;

    /// <summary>How early it comes, as text that sorts: emergencies, what has waited too long, what is for today, the rest.</summary>
    public static string RankOf(FhirTask task) => task.Priority switch
    {
        RequestPriority.Stat => "0",
        RequestPriority.Asap => "1",
        RequestPriority.Urgent => "2",
        RequestPriority.Routine or null => "3",
    };
}
