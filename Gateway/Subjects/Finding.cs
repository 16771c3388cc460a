using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>What a structural rule found against filing a message.</summary>
internal enum FindingKind
{
    /// <summary>It belongs to another patient's chart.</summary>
    OtherChart,

    /// <summary>This caller or sender may not write into this chart.</summary>
    NotPermitted,

    /// <summary>It points to something that is not there, or is no proper reference.</summary>
    Broken,

    /// <summary>Whose it is cannot be told.</summary>
    Doubt,

    /// <summary>The EHR, which knows, does not answer.</summary>
    Unavailable,
}

/// <summary>One objection, with the rule that raised it and the element it rests on.</summary>
internal sealed record Finding(FindingKind Kind, string RuleId, string Expression, string Sentence)
{
    /// <summary>The charts it belongs to instead, where known. For deciding only: the sender is shown none she may not write to.</summary>
    public ImmutableArray<PatientId> OtherCharts { get; init; } = [];
}
