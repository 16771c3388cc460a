namespace SmartApp.Launch;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "A sign-in failed: {Code}")]
    public static partial void SignInFailed(this ILogger logger, string code);

    [LoggerMessage(LogLevel.Warning, "The tokens of a launch from {Ehr} could not be refreshed: {Code}")]
    public static partial void RefreshFailed(this ILogger logger, string ehr, string code);
}
