using Gateway.Storage;

namespace Gateway.Review;

/// <summary>What review logs: ids and codes.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Message {MessageId} decided on: {Kind} by {By}")]
    public static partial void Decided(this ILogger logger, string messageId, DecisionKind kind, DecidedBy by);

    [LoggerMessage(LogLevel.Information, "{Versions} sealed versions destroyed at the end of their retention")]
    public static partial void Destroyed(this ILogger logger, int versions);

    [LoggerMessage(LogLevel.Warning, "The sweep of sealed content failed: {Exception}")]
    public static partial void SweepFailed(this ILogger logger, string exception);
}
