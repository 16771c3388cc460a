namespace Gateway.OnCall;

/// <summary>What being on call logs: ids and codes.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Emergency alert {AlertId}: step {Step} at level {Level}")]
    public static partial void Stepped(this ILogger logger, string alertId, int step, int level);

    [LoggerMessage(LogLevel.Error, "Emergency alert {AlertId}: no channel reaches anybody on call, it stands in its Task alone")]
    public static partial void Unreached(this ILogger logger, string alertId);

    [LoggerMessage(LogLevel.Error, "Emergency alert {AlertId} is due, and that could not be stored: {Fault}")]
    public static partial void NotStepped(this ILogger logger, string alertId, string fault);

    [LoggerMessage(LogLevel.Information, "Emergency alert {AlertId} was acknowledged after step {Step}: {How}")]
    public static partial void Acknowledged(this ILogger logger, string alertId, int step, Acknowledgement how);

    [LoggerMessage(LogLevel.Error, "Emergency alert {AlertId}: step {Step} could not be told by {Channel}: {Fault}")]
    public static partial void NotTold(this ILogger logger, string alertId, int step, string channel, string fault);

    [LoggerMessage(LogLevel.Error, "The open alerts could not be looked through: {Exception}")]
    public static partial void SweepFailed(this ILogger logger, string exception);
}
