using System.Collections.Immutable;
using Gateway.Storage;

namespace Gateway.Policies.Versions;

/// <summary>What became of an operator's request about a version of the policy.</summary>
internal abstract record PolicyOutcome
{
    private PolicyOutcome()
    {
    }

    public sealed record Created(PolicyVersion Version) : PolicyOutcome;

    public sealed record Changed(PolicyVersion Version) : PolicyOutcome;

    public sealed record Deleted : PolicyOutcome;

    public sealed record Unknown : PolicyOutcome;

    /// <summary>It is in no state for that, or somebody else was faster.</summary>
    public sealed record Conflicting(string Sentence) : PolicyOutcome;

    /// <summary>If-Match names another revision.</summary>
    public sealed record Stale : PolicyOutcome;

    /// <summary>The document is no policy: every reason.</summary>
    public sealed record Faulty(ImmutableArray<PolicyFault> Faults) : PolicyOutcome;

    public sealed record Unavailable : PolicyOutcome;
}
