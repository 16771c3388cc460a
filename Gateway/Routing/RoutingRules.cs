using System.Collections.Immutable;
using Gateway.References;
using Gateway.Triage;

namespace Gateway.Routing;

/// <summary>Who gets which message: policy data.</summary>
/// <param name="Emergency">The pool that is interrupted.</param>
/// <param name="SameDay">The pool that reads what cannot wait for tomorrow.</param>
/// <param name="Review">The pool that decides on held messages.</param>
/// <param name="ByIntent">The pool of each intent.</param>
internal sealed record RoutingRules(
    ResourceKey Emergency, ResourceKey SameDay, ResourceKey Review, ImmutableDictionary<Intent, ResourceKey> ByIntent);
