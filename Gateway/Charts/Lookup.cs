namespace Gateway.Charts;

/// <summary>Answer of the directory: what was asked for, or why there is no answer.</summary>
internal abstract record Lookup<T>
    where T : class
{
    private Lookup()
    {
    }

    public sealed record Found(T Facts) : Lookup<T>;

    /// <summary>The EHR has no such resource.</summary>
    public sealed record NotFound : Lookup<T>;

    /// <summary>The EHR has it, or may have it, and will not show it to the gateway.</summary>
    public sealed record Withheld : Lookup<T>;

    /// <summary>The EHR does not answer now.</summary>
    public sealed record Unavailable : Lookup<T>;
}
