namespace Gateway.Replies;

/// <summary>What reading the EHR logs: the EHR's ids and codes.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Communication {EhrId} of the EHR is in its patient's thread")]
    public static partial void ReplyFiled(this ILogger logger, string ehrId);

    [LoggerMessage(LogLevel.Information, "Communication {EhrId} of the EHR is held: a reviewer decides whether its patient reads it")]
    public static partial void ReplyHeld(this ILogger logger, string ehrId);

    [LoggerMessage(LogLevel.Information, "Communication {EhrId} was corrected in the EHR, and here")]
    public static partial void ReplyCorrected(this ILogger logger, string ehrId);

    [LoggerMessage(LogLevel.Information, "Communication {EhrId} was entered in error in the EHR, and is sealed here")]
    public static partial void ReplyEnded(this ILogger logger, string ehrId);

    [LoggerMessage(LogLevel.Error, "Communication {EhrId} of the EHR cannot be kept, so its patient will not read it here: {Why}")]
    public static partial void ReplyRefused(this ILogger logger, string ehrId, string why);

    [LoggerMessage(LogLevel.Warning, "What clinicians wrote in the EHR could not be read: {Fault}; look {Failures} in a row that failed")]
    public static partial void LookFailed(this ILogger logger, string fault, int failures);

    [LoggerMessage(LogLevel.Information, "What clinicians write in the EHR is read again, after {Failures} looks that failed")]
    public static partial void LooksAgain(this ILogger logger, int failures);

    [LoggerMessage(LogLevel.Warning, "A look into the EHR ended with {Exception}")]
    public static partial void SweepFailed(this ILogger logger, string exception);

    [LoggerMessage(LogLevel.Information, "What clinicians write in the EHR itself is not read from there (Ehr:Replies:Enabled)")]
    public static partial void RepliesNotRead(this ILogger logger);
}
