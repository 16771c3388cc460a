namespace Gateway.Inbox;

/// <summary>What the work on messages logs: ids and codes.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Task {TaskId} re-routed from {From} to {To}: {Reason}")]
    public static partial void Rerouted(this ILogger logger, string taskId, string from, string to, string reason);

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} has waited too long: {Alarm}, pool {Pool}")]
    public static partial void Alarmed(this ILogger logger, string taskId, string alarm, string pool);

    [LoggerMessage(LogLevel.Error, "Task {TaskId} has waited too long ({Alarm}), and that could not be stored: {Fault}")]
    public static partial void NotAlarmed(this ILogger logger, string taskId, string alarm, string fault);

    [LoggerMessage(LogLevel.Warning, "The inboxes could not be looked through for alarms: {Exception}")]
    public static partial void SweepFailed(this ILogger logger, string exception);
}
