using System.Collections.Immutable;
using Gateway.References;
using Gateway.Triage;
using NodaTime;

namespace Gateway.Routing;

/// <summary>A message as far as routing asks of it.</summary>
/// <param name="Urgency">How urgent it is.</param>
/// <param name="Intents">What it is for, most likely first.</param>
/// <param name="AddressedTo">Whom its sender addressed it to.</param>
/// <param name="At">When it came.</param>
internal sealed record RoutingQuestion(Urgency Urgency, ImmutableArray<Intent> Intents, ImmutableArray<ResourceKey> AddressedTo, Instant At);
