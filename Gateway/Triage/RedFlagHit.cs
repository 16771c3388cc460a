using Gateway.Text;

namespace Gateway.Triage;

/// <summary>A red flag found in a message, the words it was found in, and whether the rest of the message may speak against it.</summary>
internal readonly record struct RedFlagHit(string RuleId, Urgency Urgency, TextSpan Span, bool IsSuspicion = false);
