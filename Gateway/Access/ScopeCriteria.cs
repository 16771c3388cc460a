namespace Gateway.Access;

/// <summary>What a granular scope asks of a resource (SMART App Launch 2.2): search parameters that all must hold. What they mean, the search slice knows.</summary>
/// <param name="Query">The scope's text behind the question mark.</param>
internal sealed record ScopeCriteria(string Query);
