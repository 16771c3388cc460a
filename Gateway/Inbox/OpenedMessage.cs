using System.Collections.Immutable;
using Gateway.Rest;

namespace Gateway.Inbox;

/// <summary>What was opened: the Task as it stands then, and each message that it is about, in the order in which they came.</summary>
internal sealed record OpenedMessage(ResourceVersion Task, ImmutableArray<ResourceVersion> Messages);
