using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Source;

namespace Fhir.Profiles.Validation;

/// <summary>Expands a value set whose code systems are at hand.</summary>
internal static class ValueSets
{
    /// <summary>The codes of a value set; it must be known, since a required binding that nobody can check is worth nothing.</summary>
    public static CodeSet Expand(string canonical, IResourceResolver resolver) =>
        new(canonical, CodesOf(canonical, resolver));

    private static IEnumerable<(string? System, string Code)> CodesOf(string canonical, IResourceResolver resolver)
    {
        if (resolver.TryResolveByCanonicalUri(canonical).Value is not ValueSet { Compose: { } compose })
        {
            throw new InvalidOperationException($"The value set {canonical} is not known.");
        }

        return compose.Include.SelectMany(include => Included(include, resolver))
            .Except(compose.Exclude.SelectMany(exclude => Included(exclude, resolver)));
    }

    private static IEnumerable<(string? System, string Code)> Included(ValueSet.ConceptSetComponent part, IResourceResolver resolver)
    {
        if (part.Filter.Count > 0)
        {
            throw new NotSupportedException("A value set with a filter cannot be expanded.");
        }

        var named = part.System is null
            ? null
            : part.Concept.Count > 0 ? part.Concept.Select(concept => ((string?)part.System, concept.Code!)) : WholeSystem(part.System, resolver);
        var sets = part.ValueSet.OfType<string>().Select(inner => CodesOf(inner, resolver));
        return sets.Aggregate(named, (found, set) => found is null ? set : found.Intersect(set)) ?? [];
    }

    private static IEnumerable<(string? System, string Code)> WholeSystem(string system, IResourceResolver resolver) =>
        resolver.TryResolveByCanonicalUri(system).Value is CodeSystem { Content: CodeSystemContentMode.Complete } codes
            ? codes.Concept.SelectMany(WithChildren).Select(code => ((string?)system, code))
            : throw new InvalidOperationException($"The code system {system} is not known.");

    private static IEnumerable<string> WithChildren(CodeSystem.ConceptDefinitionComponent concept) =>
        [concept.Code!, .. concept.Concept.SelectMany(WithChildren)];
}
