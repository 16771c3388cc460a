namespace Gateway.Subjects.Weighing;

/// <summary>What a neighbour of a mention weighs, as kept in <c>Neighbours.json</c>; <c>null</c> is what stands before anything was read.</summary>
internal sealed record NeighbourFile(string? Neighbour, float Weight);
