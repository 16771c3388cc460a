using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Limits;
using Gateway.References;
using Gateway.Search.Definitions;
using Gateway.Search.Indexing;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Search;

/// <summary>What a resource is found by, as the definitions of its search parameters say.</summary>
/// <param name="knownBases">FHIR bases, ending in <c>/</c>, that are our own or the EHR's: what lies below them is stored as <c>Type/id</c>.</param>
/// <param name="limits">How much a search may ask for; the usual where absent.</param>
internal sealed class SearchIndex(ImmutableArray<string> knownBases, QueryLimits? limits = null)
{
    private static readonly Lazy<FrozenDictionary<string, SearchDefinition[]>> Indexed = new(() => SearchParameters.Types.ToFrozenDictionary(
        type => type, type => SearchParameters.Of(type).Where(definition => definition.IsIndexed).ToArray()));

    [ThreadStatic]
    private static List<Base>? Elements;

    public ImmutableArray<string> KnownBases => knownBases;

    public QueryLimits Limits { get; } = limits ?? new();

    /// <summary>The entries of a resource; none for a type that is not searched.</summary>
    public SearchEntries EntriesOf(Resource resource)
    {
        var entries = new SearchEntries { Occurred = OccurredOf(resource) };
        var elements = Elements ??= [];
        foreach (var definition in Indexed.Value.GetValueOrDefault(resource.TypeName, []))
        {
            elements.Clear();
            definition.Path.Select(resource, elements);
            new EntryWriter(entries, definition, knownBases).Write(elements);
        }

        elements.Clear();
        if (resource is FhirTask task)
        {
            ReviewEntries.AddTo(entries, task);
            WorkEntries.AddTo(entries, task);
            RequestEntries.AddTo(entries, task);
        }
        else if (resource is CommunicationRequest request)
        {
            RequestEntries.AddTo(entries, request);
        }

        return entries;
    }

    /// <summary>The resources a parameter's references lead to, as far as they name any.</summary>
    public IEnumerable<ResourceKey> TargetsOf(Resource resource, SearchDefinition definition)
    {
        var elements = new List<Base>();
        definition.Path.Select(resource, elements);
        foreach (var reference in elements.OfType<ResourceReference>())
        {
            if (ResourceKey.TryParse(ReferenceForm.Of(reference.Reference, knownBases), out var key))
            {
                yield return key;
            }
        }
    }

    /// <summary>The date by which a resource's type is usually sorted; null when it gives none, and the time of its creation serves.</summary>
    public static DateTimeOffset? OccurredOf(Resource resource) =>
        MainDates.Of(resource) is { } element && DateForm.Of(element) is { } range ? range.Low : null;
}
