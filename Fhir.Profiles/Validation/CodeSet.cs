using System.Collections.Frozen;
using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>The codes of a value set, expanded.</summary>
internal sealed class CodeSet
{
    private readonly FrozenSet<(string? System, string Code)> concepts;
    private readonly FrozenSet<string> codes;

    public CodeSet(string url, IEnumerable<(string? System, string Code)> concepts)
    {
        Url = url;
        this.concepts = concepts.ToFrozenSet();
        codes = this.concepts.Select(concept => concept.Code).ToFrozenSet(StringComparer.Ordinal);
    }

    public string Url { get; }

    public int Count => concepts.Count;

    public IEnumerable<(string? System, string Code)> Concepts => concepts;

    /// <summary>Whether a coded value has a code of the set; null if it is of a type that has no code.</summary>
    public bool? Holds(Base value) => value switch
    {
        Coding coding => Has(coding),
        CodeableConcept concept => concept.Coding.Any(Has),
        Quantity quantity => quantity.Code is { } code && concepts.Contains((quantity.System, code)),
        PrimitiveType { JsonValue: { } written } => codes.Contains(written.ToString()!),
        // A code that is absent, with an extension that says why.
        PrimitiveType => true,
        _ => null,
    };

    private bool Has(Coding coding) => coding.Code is { } code && concepts.Contains((coding.System, code));
}
