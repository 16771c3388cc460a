using System.Collections.Immutable;
using Gateway.Access;
using Gateway.References;
using Gateway.Routing;
using Gateway.Search;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Topics;

/// <summary>What filters mean: search parameters in their simple forms, as in granular scopes, and the two keys that topics define. Pure.</summary>
internal static class TopicFilters
{
    /// <summary>The message itself, and what answers it or is part of it.</summary>
    public const string Thread = "thread";

    /// <summary>The pool whose work it is, whoever has taken it.</summary>
    public const string Pool = "pool";

    /// <summary>Whether a filter can be evaluated at all.</summary>
    public static bool IsUnderstood(TopicFilter filter, string type, SearchIndex index) => filter.Name is Thread or Pool
        ? filter.Value.Split(',').All(value => ResourceKey.TryParse(value, out _))
        : ScopeConditions.Of(type, CriteriaOf(filter), index.KnownBases) is not null;

    /// <summary>Whether all hold for the focus of an event.</summary>
    public static bool Hold(ImmutableArray<TopicFilter> filters, Resource focus, SearchIndex index)
    {
        if (filters.IsEmpty)
        {
            return true;
        }

        var entries = new Lazy<Search.Indexing.SearchEntries>(() => index.EntriesOf(focus));
        return filters.All(filter => filter.Name switch
        {
            Thread => focus is Communication message && Among(filter, [$"Communication/{message.Id}", .. ThreadOf(message)]),
            Pool => focus is FhirTask task && Among(filter, [WorkTasks.PoolOf(task)]),
            _ => ScopeConditions.Of(focus.TypeName, CriteriaOf(filter), index.KnownBases) is { } criteria && ScopeConditions.Hold(criteria, entries.Value),
        });
    }

    private static ScopeCriteria CriteriaOf(TopicFilter filter) => new($"{filter.Name}={filter.Value}");

    private static bool Among(TopicFilter filter, IEnumerable<string?> values) => values.Any(value => filter.Value.Split(',').Contains(value));

    private static IEnumerable<string?> ThreadOf(Communication message) => message.InResponseTo.Concat(message.PartOf).Select(reference => reference.Reference);
}
