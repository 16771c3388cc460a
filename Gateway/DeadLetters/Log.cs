namespace Gateway.DeadLetters;

/// <summary>What mending deliveries writes to the log: ids and codes only.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Dead letter {Number}, message {MessageId}: {State}")]
    public static partial void Mended(this ILogger logger, long number, string messageId, string state);

    [LoggerMessage(LogLevel.Information, "Queued message {Number}, {MessageId}, of a merged chart: {State}")]
    public static partial void MergeFollowed(this ILogger logger, long number, string messageId, string state);
}
