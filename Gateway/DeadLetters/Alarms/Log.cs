namespace Gateway.DeadLetters.Alarms;

/// <summary>What the alarms log: ids and counts.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "{Letters} of {Total} dead letters have waited too long: Task {TaskId}")]
    public static partial void Alarmed(this ILogger logger, int letters, int total, string taskId);

    [LoggerMessage(LogLevel.Error, "{Letters} dead letters have waited too long, and the alarm could not be stored: {Fault}")]
    public static partial void NotAlarmed(this ILogger logger, int letters, string fault);

    [LoggerMessage(LogLevel.Warning, "The dead letters could not be looked through: {Exception}")]
    public static partial void SweepFailed(this ILogger logger, string exception);
}
