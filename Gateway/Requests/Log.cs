using Gateway.References;

namespace Gateway.Requests;

/// <summary>What is logged of requests with a schedule: ids and codes.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Key} is {Step}")]
    public static partial void Stepped(this ILogger logger, ResourceKey key, string step);

    [LoggerMessage(LogLevel.Error, "There was something to do about {Key}, and that could not be stored: {Fault}")]
    public static partial void NotStepped(this ILogger logger, ResourceKey key, string fault);

    [LoggerMessage(LogLevel.Error, "The schedule of CommunicationRequest {RequestId} cannot be reckoned")]
    public static partial void NotUnderstood(this ILogger logger, string requestId);

    [LoggerMessage(LogLevel.Warning, "The requests could not be looked through for what is due: {Exception}")]
    public static partial void SweepFailed(this ILogger logger, string exception);
}
