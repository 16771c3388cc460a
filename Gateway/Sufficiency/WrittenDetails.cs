using System.Collections.Immutable;

namespace Gateway.Sufficiency;

/// <summary>What a text says of the things a clinic needs.</summary>
/// <param name="Found">The details it gives.</param>
/// <param name="Words">How long it is.</param>
internal sealed record WrittenDetails(ImmutableHashSet<Detail> Found, int Words);
