namespace Gateway.Adt;

/// <summary>What the feed writes to the log: our own codes and ids of charts, and nothing that a message said.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Debug, "ADT {Event} answered {Code} {Error}")]
    public static partial void Took(this ILogger logger, string @event, string code, int error);

    [LoggerMessage(LogLevel.Warning, "An ADT message could not be taken: {Exception}")]
    public static partial void NotTaken(this ILogger logger, string exception);

    [LoggerMessage(LogLevel.Information, "ADT merge of {Chart} into {Survivor}, confirmed by the EHR: {Confirmed}; {Messages} queued message(s)")]
    public static partial void Merged(this ILogger logger, string chart, string survivor, bool confirmed, int messages);

    [LoggerMessage(LogLevel.Information, "Listening for ADT on {Address}")]
    public static partial void Listening(this ILogger logger, string address);

    [LoggerMessage(LogLevel.Warning, "An ADT connection was refused: {Reason}")]
    public static partial void ConnectionRefused(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "An ADT connection was ended: {Reason}")]
    public static partial void ConnectionEnded(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "An ADT connection was ended by a defect: {Exception}")]
    public static partial void ConnectionBroken(this ILogger logger, string exception);
}
