using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Why a verdict was reached: the rule and the words it rests on.</summary>
internal readonly record struct TextEvidence(string RuleId, TextSpan Span);
