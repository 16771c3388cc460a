using Gateway.Text;

namespace Gateway.Triage;

/// <summary>A red flag found in a message, and the words it was found in.</summary>
internal readonly record struct RedFlagHit(string RuleId, Urgency Urgency, TextSpan Span);
