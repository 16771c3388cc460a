namespace Gateway.Access.Issuers;

/// <summary>What token validation logs: never a token.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "The issuer of opaque tokens could not be asked: {Fault}")]
    public static partial void IntrospectionFailed(this ILogger logger, string fault);
}
