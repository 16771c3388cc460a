using System.Collections.Immutable;

namespace Fhir.Profiles.Validation;

/// <summary>How a repeating element is divided into slices; if closed, what fits no slice is an error.</summary>
internal sealed record Slicing(bool Closed, ImmutableArray<Slice> Slices);

/// <summary>One slice: what makes a value a member of it, and what is asked of the members.</summary>
internal sealed record Slice(string Name, ImmutableArray<Discriminator> Discriminators, ElementRule Rule);
