namespace Gateway.Storage;

/// <summary>What the store says to operators: counts and fault codes.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "{Units} units were not written: {Fault}")]
    public static partial void BatchFailed(this ILogger logger, int units, string fault, Exception? exception);

    [LoggerMessage(LogLevel.Warning, "The writer's connection did not close cleanly: {Fault}")]
    public static partial void CloseFailed(this ILogger logger, string fault);

    [LoggerMessage(LogLevel.Warning, "The write-ahead log was not checkpointed: {Fault}")]
    public static partial void CheckpointFailed(this ILogger logger, string fault);

    [LoggerMessage(LogLevel.Information, "Bringing the {Provider} schema to {Migration}")]
    public static partial void SchemaBehind(this ILogger logger, StorageProvider provider, string migration);

    [LoggerMessage(LogLevel.Critical, "The {Provider} schema could not be brought up to date; the gateway stops")]
    public static partial void SchemaFailed(this ILogger logger, StorageProvider provider, Exception exception);
}
