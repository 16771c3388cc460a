namespace Gateway.Observability;

/// <summary>
/// Silences the framework's loggers that write addresses, whatever the configuration says: a search carries names and numbers of
/// patients in its address. No filter does that, since a filter for one provider outranks those for all.
/// </summary>
internal sealed class PrivateLogging(ILoggerFactory loggers) : ILoggerFactory
{
    private static readonly string[] Silenced =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.HttpLogging",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.StaticFiles",
        "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.HttpsPolicy",
        "Microsoft.AspNetCore.Cors",
    ];

    public ILogger CreateLogger(string categoryName) =>
        Array.Exists(Silenced, name => categoryName.StartsWith(name, StringComparison.Ordinal))
            ? new WarningsOnly(loggers.CreateLogger(categoryName))
            : loggers.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    public void Dispose() => loggers.Dispose();

    private sealed class WarningsOnly(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
