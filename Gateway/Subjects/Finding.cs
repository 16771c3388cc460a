using System.Collections.Immutable;
using Gateway.References;
using Gateway.Text;

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

    /// <summary>Names or numbers beside the sentences are another person's: the sender is asked, or a reviewer looks, as the policy says of texts.</summary>
    SomeoneElse,

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

    /// <summary>For what was found in the text of the message: the words it rests on.</summary>
    public TextSpan? Span { get; init; }
}
