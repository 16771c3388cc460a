using Gateway.Subjects;

namespace Gateway.Policies;

/// <summary>What is done with a message of one verdict, by how sure the verdict is.</summary>
/// <param name="Strong">The words say so.</param>
/// <param name="Weak">They allow another reading.</param>
internal sealed record SubjectRule(DoubtAction Strong, DoubtAction Weak)
{
    /// <summary>What is sure is never treated more lightly than what is not.</summary>
    public bool IsSensible => Strong >= Weak;

    public DoubtAction For(VerdictStrength strength) => strength switch
    {
        VerdictStrength.Strong => Strong,
        VerdictStrength.Weak => Weak,
    };
}

/// <summary>What to do with a message that is not, or not surely, about the chart's patient; from lenient to strict. Filing it unasked is not among the choices.</summary>
internal enum DoubtAction
{
    /// <summary>Give it back to the sender with suggestions, and take it if it comes again with the sender's word that it is about this patient.</summary>
    Attest,

    /// <summary>Give it back to the sender with suggestions.</summary>
    Ask,

    /// <summary>Take it in, and keep it from the chart until a person has looked.</summary>
    Hold,
}
