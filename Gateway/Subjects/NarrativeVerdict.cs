using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>Whom a message's text is about, seen from the chart it is addressed to.</summary>
internal abstract record NarrativeVerdict
{
    private NarrativeVerdict(ImmutableArray<TextEvidence> evidence, VerdictStrength strength) => (Evidence, Strength) = (evidence, strength);

    public ImmutableArray<TextEvidence> Evidence { get; }

    /// <summary>Whether the message may not pass into the patient's chart unasked.</summary>
    public bool Stops => this is AboutSomeoneElse or AboutSeveral or Undecided;

    /// <summary>How sure it is.</summary>
    public VerdictStrength Strength { get; init; }

    public sealed record AboutSubject(ImmutableArray<TextEvidence> Because) : NarrativeVerdict(Because, StrengthOf(Because));

    /// <summary>About one other person; <c>Relationship</c> is to the sender ("son", "friend", "self" for a proxy's own matter, "unknown").</summary>
    public sealed record AboutSomeoneElse(
        string Relationship, ImmutableArray<PatientId> SuggestedCharts, ImmutableArray<TextEvidence> Because)
        : NarrativeVerdict(Because, StrengthOf(Because));

    public sealed record AboutSeveral(
        ImmutableArray<string> Relationships, ImmutableArray<PatientId> SuggestedCharts, ImmutableArray<TextEvidence> Because)
        : NarrativeVerdict(Because, StrengthOf(Because));

    /// <summary>No patient at all: a question of knowledge, or thanks.</summary>
    public sealed record General(ImmutableArray<TextEvidence> Because) : NarrativeVerdict(Because, StrengthOf(Because));

    public sealed record Undecided(ImmutableArray<TextEvidence> Because) : NarrativeVerdict(Because, VerdictStrength.Weak);

    private static VerdictStrength StrengthOf(ImmutableArray<TextEvidence> evidence) =>
        evidence.IsDefaultOrEmpty ? VerdictStrength.Weak : VerdictStrength.Strong;
}
