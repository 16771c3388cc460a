using Fhir.Profiles.Structures;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Source;

namespace Gateway.Tests.Profiles;

/// <summary>Definitions that a test makes up, before those that everybody has.</summary>
internal sealed class InMemoryDefinitions(params IConformanceResource[] made) : IResourceResolver
{
    public ResolverResult TryResolveByCanonicalUri(string uri) => ResolveByCanonicalUri(uri) is { } found
        ? new ResolverResult(found)
        : new ResolverResult(ResolverException.NotFound());

    public ResolverResult TryResolveByUri(string uri) => TryResolveByCanonicalUri(uri);

    public Resource? ResolveByCanonicalUri(string uri) =>
        made.FirstOrDefault(definition => definition.Url == uri) as Resource ?? DefinitionResolver.Shared.ResolveByCanonicalUri(uri);

    public Resource? ResolveByUri(string uri) => ResolveByCanonicalUri(uri);
}
