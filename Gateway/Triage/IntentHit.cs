using Gateway.Text;

namespace Gateway.Triage;

/// <summary>Words that speak for an intent, with the weight the lexicon gives them.</summary>
internal readonly record struct IntentHit(string RuleId, Intent Intent, int Weight, TextSpan Span);
