using System.Collections.Immutable;

namespace Fhir.Profiles.Validation;

/// <summary>A type an element may have; for a reference also the types it may lead to (any if empty); and the profiles its value must keep.</summary>
internal sealed record TypeRule(string Code, ImmutableArray<string> Targets, ImmutableArray<string> Profiles);
