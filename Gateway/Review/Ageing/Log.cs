namespace Gateway.Review.Ageing;

/// <summary>What the alarms log: ids and codes.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Review Task {TaskId} has waited too long: rank {Rank}, pool {Pool}")]
    public static partial void Escalated(this ILogger logger, string taskId, string rank, string pool);

    [LoggerMessage(LogLevel.Error, "Review Task {TaskId} has waited too long, and that could not be stored: {Fault}")]
    public static partial void NotEscalated(this ILogger logger, string taskId, string fault);

    [LoggerMessage(LogLevel.Warning, "The queue of reviews could not be looked through: {Exception}")]
    public static partial void SweepFailed(this ILogger logger, string exception);
}
