using Gateway.References;

namespace Gateway.Messages;

/// <summary>What intake logs: ids and codes.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Debug, "Message {MessageId} accepted")]
    public static partial void MessageAccepted(this ILogger logger, MessageId messageId);

    [LoggerMessage(LogLevel.Information, "Message {MessageId} held: {Reason}")]
    public static partial void MessageHeld(this ILogger logger, MessageId messageId, HoldReason reason);

    [LoggerMessage(LogLevel.Information, "Message {MessageId} given back: {Reasons}")]
    public static partial void MessageRefused(this ILogger logger, MessageId messageId, string reasons);

    [LoggerMessage(LogLevel.Warning, "A message box that ships could not be published: {Fault}")]
    public static partial void FormNotPublished(this ILogger logger, string fault);

    [LoggerMessage(LogLevel.Error, "A message could not be stored: {Fault}")]
    public static partial void StoreUnavailable(this ILogger logger, string fault);
}
