using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Recipients;

/// <summary>One whom a message may be addressed to, what it is called, and what for.</summary>
internal sealed record RecipientChoice(ResourceKey Key, string Display, ImmutableArray<Purpose> Purposes);
