using Gateway.References;
using Gateway.Storage;

namespace Gateway.Writes;

/// <summary>A write that is decided and not yet made: the rows it writes, and what it has come to once they are durable.</summary>
/// <param name="Outcome">What to answer after the commit, or at once if there is nothing to write.</param>
internal sealed record WritePlan(WriteOutcome Outcome)
{
    /// <summary>Names the rows; none for an answer that writes nothing.</summary>
    public Action<Changes>? Stage { get; init; }

    /// <summary>Follows the commit, whatever came of it: wakes couriers, counts, logs.</summary>
    public Action<CommitResult>? Settled { get; init; }

    /// <summary>What writers of such plans get into each other's way over, besides what is answered; none for almost everything.</summary>
    public ResourceKey? Contended { get; init; }

    /// <summary>What is said and written all the same if this plan is not carried out; none for almost everything.</summary>
    public Unkept? Unkept { get; init; }

    /// <summary>The plan's refusal, for these reasons: what holds all the same comes first.</summary>
    public WritePlan RefusedInstead(WriteOutcome.Refused refusal) => new(refusal with { Issues = [.. Unkept?.Issues ?? [], .. refusal.Issues] })
    {
        Stage = Unkept?.Stage,
    };

    /// <summary>Writes nothing but what the audit trail tells of it.</summary>
    public static WritePlan Recorded(WriteOutcome outcome, AuditEntry entry) => new(outcome) { Stage = changes => changes.Add(entry) };

    public static implicit operator WritePlan(WriteOutcome outcome) => new(outcome);
}
