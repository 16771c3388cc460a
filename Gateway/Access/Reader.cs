namespace Gateway.Access;

/// <summary>A caller who reads: in the chart that survived its merges, and under every id that is the same human's.</summary>
/// <param name="Caller">Who calls; its chart is the surviving one.</param>
/// <param name="Identities">The person behind the caller, as <c>Type/id</c>, under each of their ids.</param>
internal sealed record Reader(Caller Caller, IReadOnlyList<string> Identities);
