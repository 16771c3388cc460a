namespace Load;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The run finished and found a server error, a missing answer or a broken promise.</summary>
    public const int Failed = 1;

    /// <summary>The run could not be done: wrong options, no such file, no server.</summary>
    public const int CannotRun = 2;
}
