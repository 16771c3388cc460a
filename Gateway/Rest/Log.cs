namespace Gateway.Rest;

/// <summary>What the FHIR surface logs.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "Request {RequestId} failed with {FailureType} at {Site}")]
    public static partial void RequestFailed(this ILogger logger, string requestId, string failureType, string site);
}
