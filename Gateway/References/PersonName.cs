using System.Collections.Immutable;

namespace Gateway.References;

/// <summary>A person's name as FHIR's HumanName has it; period and use left aside.</summary>
internal sealed record PersonName(ImmutableArray<string> Given, string? Family);
