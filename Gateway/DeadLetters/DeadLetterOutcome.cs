using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Storage;

namespace Gateway.DeadLetters;

/// <summary>What became of a replay or a discard.</summary>
internal abstract record DeadLetterOutcome
{
    private DeadLetterOutcome()
    {
    }

    /// <summary>Done; the row as it stands now.</summary>
    public sealed record Changed(OutboxEntry Letter) : DeadLetterOutcome;

    public sealed record Unknown : DeadLetterOutcome;

    /// <summary>It is not in a state for this: on its way, delivered, discarded, or somebody else was first.</summary>
    public sealed record Conflicting(string Sentence) : DeadLetterOutcome;

    /// <summary>Not the state that the caller has seen.</summary>
    public sealed record Stale : DeadLetterOutcome;

    /// <summary>It may not be done, for these reasons.</summary>
    public sealed record Refused(ImmutableArray<Issue> Issues) : DeadLetterOutcome;

    /// <summary>It cannot be done now.</summary>
    public sealed record Unavailable(ImmutableArray<Issue> Issues) : DeadLetterOutcome;
}
