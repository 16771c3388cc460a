namespace Gateway.Delivery;

/// <summary>What delivery writes to the log: ids and codes only.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Debug, "Message {MessageId} is in the EHR as {EhrId} after {Attempts} attempt(s)")]
    public static partial void Delivered(this ILogger logger, string messageId, string ehrId, int attempts);

    [LoggerMessage(LogLevel.Information, "Message {MessageId} is retracted in the EHR ({EhrId}) after {Attempts} attempt(s)")]
    public static partial void Retracted(this ILogger logger, string messageId, string ehrId, int attempts);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} must be retracted by hand in the EHR: notice {NoticeId}")]
    public static partial void ByHand(this ILogger logger, string messageId, string noticeId);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} not delivered: {Fault}; attempt {Attempts}, next in {Seconds} s")]
    public static partial void Failed(this ILogger logger, string messageId, string fault, int attempts, double seconds);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} is a dead letter: {Fault} after {Attempts} attempt(s)")]
    public static partial void DeadLettered(this ILogger logger, string messageId, string fault, int attempts);

    [LoggerMessage(LogLevel.Error, "The connector threw {Exception} for message {MessageId}")]
    public static partial void ConnectorThrew(this ILogger logger, string messageId, string exception);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} not sent: its lease could end before the send does")]
    public static partial void LeaseTooShort(this ILogger logger, string messageId);

    [LoggerMessage(LogLevel.Information, "Another courier writes for {Chart}; this one stops")]
    public static partial void ChartSuperseded(this ILogger logger, CourierKey chart);

    [LoggerMessage(LogLevel.Warning, "The store could not record for {Chart}: {Fault}; its message is read back when the lease ends")]
    public static partial void OutcomeNotRecorded(this ILogger logger, CourierKey chart, string fault);

    [LoggerMessage(LogLevel.Warning, "The courier of {Chart} stopped on {Exception}; the sweep wakes it again")]
    public static partial void CourierStopped(this ILogger logger, string chart, string exception);

    [LoggerMessage(LogLevel.Debug, "The courier of {Chart} cannot be reached ({Exception}): delivered here")]
    public static partial void WakeLost(this ILogger logger, CourierKey chart, string exception);

    [LoggerMessage(LogLevel.Warning, "The sweep could not read the outbox: {Exception}")]
    public static partial void SweepFailed(this ILogger logger, string exception);

    [LoggerMessage(LogLevel.Warning, "Delivery is paused: messages are kept and none leaves")]
    public static partial void DeliveryPaused(this ILogger logger);

    [LoggerMessage(LogLevel.Information, "Couriers ready after {Milliseconds} ms")]
    public static partial void CouriersReady(this ILogger logger, double milliseconds);

    [LoggerMessage(LogLevel.Critical, "The silo did not start ({Exception}); the gateway stops")]
    public static partial void SiloFailed(this ILogger logger, string exception);

    [LoggerMessage(LogLevel.Warning, "Nearly all sends to the EHR fail: none is begun for {Seconds} s, then one")]
    public static partial void NearlyAllFail(this ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Information, "The EHR takes messages again")]
    public static partial void TakesAgain(this ILogger logger);
}
