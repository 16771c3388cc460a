using System.Collections.Immutable;
using Gateway.Resources;

namespace Gateway.DeadLetters;

/// <summary>Whether a message may still go into its chart.</summary>
internal abstract record GuardVerdict
{
    private GuardVerdict()
    {
    }

    public sealed record Passes : GuardVerdict;

    /// <summary>It may not, for these reasons.</summary>
    public sealed record Stops(ImmutableArray<Issue> Issues) : GuardVerdict;

    /// <summary>That cannot be told now.</summary>
    public sealed record Unknown(ImmutableArray<Issue> Issues) : GuardVerdict;
}
