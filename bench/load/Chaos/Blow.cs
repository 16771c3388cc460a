namespace Load.Chaos;

/// <summary>One thing that is done to the system under load.</summary>
/// <param name="At">When, from the start of the run.</param>
internal abstract record Blow(TimeSpan At)
{
    /// <summary>SIGKILL, and started again at once.</summary>
    public sealed record Kill(TimeSpan At, int Replica) : Blow(At);

    /// <summary>The store's server is stopped as by a crash, and started again.</summary>
    public sealed record CrashStore(TimeSpan At) : Blow(At);

    /// <summary>The EHR begins to fail towards all.</summary>
    /// <param name="At">When.</param>
    /// <param name="Mode">As the sandbox names it.</param>
    /// <param name="Target">Creates, reads or all.</param>
    /// <param name="Count">For so many requests; until it is mended if absent.</param>
    public sealed record EhrFails(TimeSpan At, string Mode, string Target, int? Count) : Blow(At);

    /// <summary>The EHR begins to fail towards creates in single charts.</summary>
    /// <param name="At">When.</param>
    /// <param name="Modes">By the chart's place.</param>
    public sealed record ChartsFail(TimeSpan At, IReadOnlyDictionary<int, string> Modes) : Blow(At);

    /// <summary>The EHR does as it should again.</summary>
    public sealed record Mend(TimeSpan At) : Blow(At);
}
