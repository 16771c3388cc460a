using System.Collections.Immutable;

namespace Gateway.Topics;

/// <summary>Something that can be subscribed to: what happened, what it happened to, and by what it can be narrowed.</summary>
/// <param name="Code">Its code, and the id of its definition.</param>
/// <param name="Canonical">Its canonical address.</param>
/// <param name="Focus">The type of what it happens to.</param>
/// <param name="Filters">The parameters that a filter may use.</param>
internal sealed record Topic(string Code, string Canonical, string Focus, ImmutableArray<string> Filters);
