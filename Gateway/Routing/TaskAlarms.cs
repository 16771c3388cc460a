namespace Gateway.Routing;

/// <summary>Alarms in the codes of task-alarm.</summary>
internal static class TaskAlarms
{
    public static string CodeOf(TaskAlarm alarm) => alarm switch
    {
        TaskAlarm.Unopened => "unopened",
        TaskAlarm.Overdue => "overdue",
        TaskAlarm.LongOverdue => "long-overdue",
        TaskAlarm.LeftLying => "left-lying",
    };

    public static TaskAlarm? Parse(string? code) => code switch
    {
        "unopened" => TaskAlarm.Unopened,
        "overdue" => TaskAlarm.Overdue,
        "long-overdue" => TaskAlarm.LongOverdue,
        "left-lying" => TaskAlarm.LeftLying,
        _ => null,
    };
}
