using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gateway.References;
using Gateway.Triage;

namespace Gateway.Routing;

/// <summary>Who gets which message: policy data.</summary>
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
        ("emergency", Emergency), ("sameDay", SameDay), ("review", Review), .. WhenDeclined is { } pool ? [("whenDeclined", pool)] : Array.Empty<(string, ResourceKey)>(),
    ];

    /// <summary>All that a message can go to.</summary>
    [JsonIgnore]
    public IEnumerable<ResourceKey> Pools => WhoTakeAnything.Select(one => one.Pool).Concat(ByIntent.Values).Distinct();

    /// <summary>The pool does not take a message that asks for all of this.</summary>
    public bool IsDeclinedBy(ResourceKey pool, IReadOnlyList<Intent> intents) => Declines.TryGetValue(pool, out var declined) && intents.Any(declined.Contains);
}
