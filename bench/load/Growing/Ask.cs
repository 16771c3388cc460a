namespace Load.Growing;

/// <summary>One request, and what a right answer to it holds.</summary>
/// <param name="Relative">Behind the FHIR base.</param>
/// <param name="Chart">Whose token it carries; null for the one that may see every chart.</param>
/// <param name="FaultIn">What is wrong with an answer; null when nothing is.</param>
internal sealed record Ask(string Relative, string? Chart, Func<ReadOnlyMemory<byte>, string?> FaultIn);
