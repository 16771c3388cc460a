using System.Collections.Immutable;

namespace Gateway.Measures;

/// <summary>A message that was given to somebody else.</summary>
/// <param name="From">The pool that had it.</param>
/// <param name="To">The pool that got it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rules">The rules by which it had come there.</param>
internal sealed record RerouteFacts(string From, string To, string Reason, ImmutableArray<string> Rules);
