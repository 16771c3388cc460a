using Gateway.Routing;
using Gateway.Search.Indexing;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Review.Ageing;

/// <summary>Decides when a review has waited too long. Pure.</summary>
internal static class AgeingPolicy
{
    /// <summary>When an item of that urgency, waiting since then, has waited too long. The longest waiting of a rank is the first that is due.</summary>
    public static DateTimeOffset DueBy(RequestPriority? priority, DateTimeOffset since, AgeingOptions options) => since + LimitOf(priority, options);

    /// <summary>
    /// It is time for an alarm: nobody has taken it in time, or somebody has had it for too long. One that is escalated was alarmed about;
    /// given back or taken over it can come to an alarm again.
    /// </summary>
    public static bool IsOverdue(FhirTask task, DateTimeOffset since, DateTimeOffset now, AgeingOptions options) =>
        ReviewEntries.IsOpen(task)
        && !WorkTasks.IsEscalated(task)
        && (WorkTasks.HolderOf(task) is null
            ? DueBy(task.Priority, since, options) <= now
            : (WorkTasks.ClaimedSince(task) ?? since) + TimeSpan.FromMinutes(options.ClaimMinutes) <= now);

    /// <summary>No item that waits since later than this can be overdue.</summary>
    public static DateTimeOffset EarliestDue(DateTimeOffset now, AgeingOptions options) => now - TimeSpan.FromMinutes(
        Math.Min(options.ClaimMinutes, Math.Min(options.EmergencyMinutes, Math.Min(options.SameDayMinutes, options.RoutineMinutes))));

    // What was raised to asap was not an emergency: given back, it keeps the shorter limit of the two that it can have had.
    private static TimeSpan LimitOf(RequestPriority? priority, AgeingOptions options) => TimeSpan.FromMinutes(priority switch
    {
        RequestPriority.Stat => options.EmergencyMinutes,
        RequestPriority.Asap or RequestPriority.Urgent => options.SameDayMinutes,
        RequestPriority.Routine or null => options.RoutineMinutes,
    });
}
