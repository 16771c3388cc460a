using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Inbox;

/// <summary>How far somebody may look into the inboxes.</summary>
internal abstract record InboxReach
{
    private InboxReach()
    {
    }

    /// <summary>Into these.</summary>
    /// <param name="Listed">Those that were asked for.</param>
    /// <param name="Names">The ids under which work can be given to the person; none where a system asks.</param>
    public sealed record Pools(ImmutableArray<ResourceKey> Listed, ImmutableArray<ResourceKey> Names) : InboxReach;

    public sealed record Nowhere : InboxReach;

    /// <summary>The EHR cannot say who belongs to a pool.</summary>
    public sealed record Unknown : InboxReach;
}
