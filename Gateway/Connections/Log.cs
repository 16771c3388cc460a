namespace Gateway.Connections;

/// <summary>What the connection to the EHR writes to the log: codes only, never an address with a query, an answer or a token.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Debug, "EHR call failed: {Fault} ({Exception})")]
    public static partial void EhrUnavailable(this ILogger logger, string fault, string exception);

    [LoggerMessage(LogLevel.Warning, "The EHR is asked too much, it says: nothing is delivered for {Seconds} s")]
    public static partial void AskedToPause(this ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Information, "Signed in to the EHR; the token serves {Seconds} s")]
    public static partial void SignedIn(this ILogger logger, int seconds);

    [LoggerMessage(LogLevel.Warning, "The EHR gave the gateway no token: {Fault}")]
    public static partial void SignInFailed(this ILogger logger, string fault);

    [LoggerMessage(LogLevel.Warning, "The EHR gave the gateway no token: {Status}, {Error}; it was asked with key {KeyId} ({Algorithm})")]
    public static partial void SignInRefused(this ILogger logger, string status, string error, string? keyId, string algorithm);

    [LoggerMessage(LogLevel.Information, "The EHR no longer takes the gateway's token; signing in again")]
    public static partial void TokenTurnedDown(this ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The key for the EHR could not be read ({Exception}); the one before serves on, if there was one")]
    public static partial void KeyUnreadable(this ILogger logger, string exception);

    [LoggerMessage(LogLevel.Warning, "What stands where the key for the EHR should be is no private JSON Web Key with a kid, RSA or P-384; the one before serves on, if there was one")]
    public static partial void KeyUnusable(this ILogger logger);
}
