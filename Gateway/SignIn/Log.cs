namespace Gateway.SignIn;

/// <summary>What sign-in writes to the log: ids of registered clients and codes. Never an assertion, a token, or what an unknown caller wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Client {Client} signed in")]
    public static partial void SystemSignedIn(this ILogger logger, string client);

    [LoggerMessage(LogLevel.Warning, "A system was not signed in: {Reason}")]
    public static partial void SystemRefused(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Client {Client} asked for no scope that it may have")]
    public static partial void NoScopeLeft(this ILogger logger, string client);

    [LoggerMessage(LogLevel.Warning, "The keys of client {Client} could not be read: {Fault}")]
    public static partial void KeysNotRead(this ILogger logger, string client, string fault);

    [LoggerMessage(LogLevel.Warning, "The token endpoint of the apps' issuer does not answer: {Fault}")]
    public static partial void IssuerAway(this ILogger logger, string fault);

    [LoggerMessage(LogLevel.Warning, "Used assertions could not be cleared away: {Fault}")]
    public static partial void SweepFailed(this ILogger logger, string fault);

    [LoggerMessage(LogLevel.Information, "Client {Client} was {Change} by {Operator}")]
    public static partial void ClientChanged(this ILogger logger, string client, string change, string @operator);
}
