namespace Gateway.Policies.Versions;

/// <summary>What is logged of policies: numbers and names of versions, and what is wrong with them. Nobody's message is in a policy.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Policy version {Number} is in force (revision {Revision})")]
    public static partial void PolicyRead(this ILogger logger, int number, int revision);

    [LoggerMessage(LogLevel.Error, "Policy version {Number} is stored as active and not understood by this program, so it decides nothing: {Faults}")]
    public static partial void NotUnderstood(this ILogger logger, int number, string faults);

    [LoggerMessage(LogLevel.Warning, "The policy could not be read: {Fault}. What is known stays in force")]
    public static partial void NotRead(this ILogger logger, string fault);

    [LoggerMessage(LogLevel.Information, "Policy version {Number} {What} by {Operator}")]
    public static partial void PolicyChanged(this ILogger logger, int number, string what, string @operator);
}
