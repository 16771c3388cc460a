using Gateway.Rest;

namespace Gateway.Inbox;

/// <summary>A message that was opened, with its Task as it stands then.</summary>
internal sealed record OpenedMessage(ResourceVersion Task, ResourceVersion Message);
