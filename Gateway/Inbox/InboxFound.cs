using System.Collections.Immutable;
using Gateway.Rest;
using Gateway.Storage;

namespace Gateway.Inbox;

/// <summary>A page of an inbox, and the messages of which it shows something: that somebody sees them is on record.</summary>
internal sealed record InboxFound(BundlePage Page, ImmutableArray<StoredResource> Shown);
