namespace Gateway.Attachments;

/// <summary>What this slice logs; never a file's name or content, nor what was found in it.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "The malware scanner does not answer: {Fault}; messages with attachments are asked for again")]
    public static partial void ScannerUnavailable(this ILogger logger, string fault);
}
