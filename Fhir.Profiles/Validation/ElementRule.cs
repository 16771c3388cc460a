using System.Collections.Frozen;
using System.Collections.Immutable;
using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>What a StructureDefinition asks of one element, compiled: of the element itself, and of those below it.</summary>
internal sealed record ElementRule
{
    public required string Name { get; init; }

    public int Min { get; init; }

    /// <summary>How many there may be; any number if null.</summary>
    public int? Max { get; init; }

    /// <summary>The types it may have; not restricted if empty.</summary>
    public ImmutableArray<TypeRule> Types { get; init; } = [];

    public DataType? Fixed { get; init; }

    public DataType? Pattern { get; init; }

    /// <summary>The codes of a required binding.</summary>
    public CodeSet? Codes { get; init; }

    public ImmutableArray<Invariant> Invariants { get; init; } = [];

    public FrozenDictionary<string, ElementRule> Children { get; init; } = FrozenDictionary<string, ElementRule>.Empty;

    public Slicing? Slicing { get; init; }

    /// <summary>The path of the element whose children these are, where R4 lets a backbone recur.</summary>
    public string? SameAs { get; init; }
}
