using Gateway.Storage;

namespace Gateway.Notifications;

/// <summary>What notifications log: ids and codes. Where an endpoint is may say who somebody is, and is not logged.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Subscription {SubscriptionId} is {Status}")]
    public static partial void Became(this ILogger logger, string subscriptionId, TopicStatus status);

    [LoggerMessage(LogLevel.Warning, "Subscription {SubscriptionId} was not sent to: {Fault}, attempt {Attempt}, again in {Seconds} s")]
    public static partial void Failed(this ILogger logger, string subscriptionId, string fault, int attempt, double seconds);

    [LoggerMessage(LogLevel.Error, "Subscription {SubscriptionId} is given up: {Fault}, attempt {Attempt}")]
    public static partial void GivenUp(this ILogger logger, string subscriptionId, string fault, int attempt);

    [LoggerMessage(LogLevel.Error, "Subscription {SubscriptionId} could not be sent to: {Exception}")]
    public static partial void NotSent(this ILogger logger, string subscriptionId, string exception);

    [LoggerMessage(LogLevel.Error, "Topic events could not be numbered: {Fault}")]
    public static partial void NotNumbered(this ILogger logger, string fault);

    [LoggerMessage(LogLevel.Error, "What subscribers are due could not be looked through: {Exception}")]
    public static partial void SweepFailed(this ILogger logger, string exception);
}
