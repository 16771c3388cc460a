namespace Gateway.Measures;

/// <summary>What measuring logs.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "The measures could not be taken: {Exception}")]
    public static partial void NotMeasured(this ILogger logger, string exception);
}
