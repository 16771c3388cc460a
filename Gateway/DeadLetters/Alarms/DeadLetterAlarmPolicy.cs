using Hl7.Fhir.Model;

namespace Gateway.DeadLetters.Alarms;

/// <summary>Decides when somebody is alarmed about a dead letter. Pure.</summary>
internal static class DeadLetterAlarmPolicy
{
    /// <param name="priority">The message's; none is routine.</param>
    /// <param name="givenUpAt">When it became a dead letter.</param>
    /// <param name="waiting">How many wait in all.</param>
    /// <param name="now">Now.</param>
    /// <param name="options">The limits.</param>
    public static bool IsDue(RequestPriority? priority, DateTimeOffset givenUpAt, int waiting, DateTimeOffset now, DeadLetterOptions options) =>
        waiting >= options.Many || now - givenUpAt >= TimeSpan.FromMinutes(LimitOf(priority, options));

    /// <summary>The priority of the alarm: that of the most urgent of the messages, and never less than urgent.</summary>
    public static RequestPriority PriorityOf(IEnumerable<RequestPriority?> messages)
    {
        var most = messages.Max();
        return most is RequestPriority.Stat or RequestPriority.Asap ? most.Value : RequestPriority.Urgent;
    }

    private static double LimitOf(RequestPriority? priority, DeadLetterOptions options) => priority switch
    {
        RequestPriority.Stat => options.EmergencyMinutes,
        RequestPriority.Asap or RequestPriority.Urgent => options.SameDayMinutes,
        RequestPriority.Routine or null => options.RoutineMinutes,
    };
}
