namespace Gateway.Resources;

/// <summary>A rule that decided, and what it rests on: an element, and within its text a span (UTF-16 offset and length).</summary>
internal readonly record struct RuleHit(string RuleId, string? Expression = null, int? Start = null, int? Length = null);
