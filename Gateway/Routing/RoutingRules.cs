using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gateway.Calendars;
using Gateway.References;
using Gateway.Triage;

namespace Gateway.Routing;

/// <summary>Who gets which message, when they are there, and what is promised: policy data.</summary>
/// <param name="Emergency">The pool that is interrupted.</param>
/// <param name="SameDay">The pool that reads what cannot wait for tomorrow.</param>
/// <param name="Review">The pool that decides on held messages.</param>
/// <param name="ByIntent">The pool of each intent.</param>
internal sealed record RoutingRules(
    ResourceKey Emergency, ResourceKey SameDay, ResourceKey Review, ImmutableDictionary<Intent, ResourceKey> ByIntent)
{
    /// <summary>What a pool, or a practitioner who is one, does not take.</summary>
    public ImmutableDictionary<ResourceKey, ImmutableArray<Intent>> Declines { get; init; } = ImmutableDictionary<ResourceKey, ImmutableArray<Intent>>.Empty;

    /// <summary>Who takes what is declined; there is one wherever something is.</summary>
    public ResourceKey? WhenDeclined { get; init; }

    /// <summary>Pools that get what nobody else may or does take, with their names in the document: they decline nothing.</summary>
    [JsonIgnore]
    public IEnumerable<(string Name, ResourceKey Pool)> WhoTakeAnything =>
    [
        ("emergency", Emergency), ("sameDay", SameDay), ("review", Review), ("fallback", LastResort),
        .. WhenDeclined is { } pool ? [("whenDeclined", pool)] : Array.Empty<(string, ResourceKey)>(),
    ];

    /// <summary>The pool does not take a message that asks for all of this.</summary>
    public bool IsDeclinedBy(ResourceKey pool, IReadOnlyList<Intent> intents) => Declines.TryGetValue(pool, out var declined) && intents.Any(declined.Contains);

    /// <summary>The calendars that pools and people refer to, by name.</summary>
    public ImmutableDictionary<string, BusinessCalendar> Calendars { get; init; } = ImmutableDictionary<string, BusinessCalendar>.Empty;

    /// <summary>What is known of pools. One that is not here is always open.</summary>
    public ImmutableDictionary<ResourceKey, Pool> Pools { get; init; } = ImmutableDictionary<ResourceKey, Pool>.Empty;

    /// <summary>When people are there, and who covers for them. Who is not here is always there.</summary>
    public ImmutableDictionary<ResourceKey, PersonCover> People { get; init; } = ImmutableDictionary<ResourceKey, PersonCover>.Empty;

    /// <summary>Routine messages of these intents go to the practitioner whom they are addressed to, and not to the pool.</summary>
    public ImmutableArray<Intent> Direct { get; init; } = [];

    /// <summary>Who is always there for what nobody else is there for; the pool for emergencies without one.</summary>
    public ResourceKey? Fallback { get; init; }

    [JsonIgnore]
    public ResourceKey LastResort => Fallback ?? Emergency;

    public ServiceLevels Promises { get; init; } = ServiceLevels.Usual;

    /// <summary>Whether a pool stands anywhere in the policy.</summary>
    public bool Knows(ResourceKey pool) =>
        Pools.ContainsKey(pool) || ByIntent.ContainsValue(pool) || pool == Emergency || pool == SameDay || pool == Review || pool == LastResort || pool == WhenDeclined;

    /// <summary>Every pool that stands in the policy, in an order that stays: as errands go, then by name.</summary>
    [JsonIgnore]
    public IEnumerable<ResourceKey> Everywhere => ByIntent.OrderBy(pool => pool.Key).Select(pool => pool.Value)
        .Concat([Emergency, SameDay, Review, LastResort])
        .Concat(WhenDeclined is { } declined ? [declined] : [])
        .Concat(Pools.Keys.OrderBy(pool => pool.ToString(), StringComparer.Ordinal))
        .Distinct();

    /// <summary>The calendar of a pool.</summary>
    public BusinessCalendar CalendarOf(ResourceKey pool) =>
        Pools.GetValueOrDefault(pool)?.Calendar is { } name && Calendars.TryGetValue(name, out var calendar) ? calendar : BusinessCalendar.Always;
}
