using System.Collections.Concurrent;
using Fhir.Profiles.Structures;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Source;

namespace Fhir.Profiles.Validation;

/// <summary>Compiled StructureDefinitions, each compiled when it is first needed.</summary>
internal sealed class StructureCache(IResourceResolver resolver)
{
    private readonly ConcurrentDictionary<string, Structure> compiled = new(StringComparer.Ordinal);

    /// <summary>The structure with a canonical address; null if there is none.</summary>
    public Structure? Find(string canonical)
    {
        if (compiled.TryGetValue(canonical, out var known))
        {
            return known;
        }

        // Under the definition's own address, so that what clients write cannot fill the memory.
        return resolver.TryResolveByCanonicalUri(canonical).Value is StructureDefinition { Url: { } url } definition
            ? compiled.GetOrAdd(url, _ => new StructureCompiler(resolver).Compile(definition))
            : null;
    }

    /// <summary>The structure of an R4 type.</summary>
    public Structure OfType(string type) =>
        Find(R4Structures.Prefix + type) ?? throw new InvalidOperationException($"R4 has no type {type}.");
}
