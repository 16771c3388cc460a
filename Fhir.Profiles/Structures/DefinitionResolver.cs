using System.Collections.Concurrent;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Source;
using Task = System.Threading.Tasks.Task;

namespace Fhir.Profiles.Structures;

/// <summary>
/// Finds a definition by its canonical address: ours, else R4's. Everything is in memory, so the asynchronous questions are
/// answered at once. What it answers is shared: treat it as read only.
/// </summary>
public sealed class DefinitionResolver : IAsyncResourceResolver, IResourceResolver
{
    private readonly ConcurrentDictionary<string, Resource?> known = new(StringComparer.Ordinal);

    /// <summary>The one that everybody can share.</summary>
    public static DefinitionResolver Shared { get; } = new();

    public Resource? ResolveByCanonicalUri(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var bar = uri.IndexOf('|', StringComparison.Ordinal);
        var canonical = bar < 0 ? uri : uri[..bar];
        return known.TryGetValue(canonical, out var found) ? found : Learn(canonical);
    }

    public Resource? ResolveByUri(string uri) => ResolveByCanonicalUri(uri);

    public ResolverResult TryResolveByCanonicalUri(string uri) =>
        ResolveByCanonicalUri(uri) is { } found ? new ResolverResult(found) : new ResolverResult(ResolverException.NotFound());

    public ResolverResult TryResolveByUri(string uri) => TryResolveByCanonicalUri(uri);

    public Task<Resource?> ResolveByUriAsync(string uri) => Task.FromResult(ResolveByUri(uri));

    public Task<Resource?> ResolveByCanonicalUriAsync(string uri) => Task.FromResult(ResolveByCanonicalUri(uri));

    public Task<ResolverResult> TryResolveByUriAsync(string uri) => Task.FromResult(TryResolveByUri(uri));

    public Task<ResolverResult> TryResolveByCanonicalUriAsync(string uri) => Task.FromResult(TryResolveByCanonicalUri(uri));

    // Addresses come from clients: remembering the unknown ones would let a client fill the memory.
    private Resource? Learn(string canonical)
    {
        Resource? found = ProfileLibrary.FindByCanonical(canonical) is { } ours
            ? ProfileLibrary.Parse(ours)
            : R4Structures.Find(canonical) ?? (Resource?)R4ValueSets.Find(canonical);
        return found is null ? null : known.GetOrAdd(canonical, found);
    }
}
