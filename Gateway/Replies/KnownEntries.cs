using System.Collections.Immutable;
using Gateway.Storage;

namespace Gateway.Replies;

/// <summary>What the gateway knows already of the messages on a page.</summary>
/// <param name="Replies">Those that were taken in, or could not be, by the EHR's id.</param>
/// <param name="Ours">The EHR's ids of those that the gateway itself filed.</param>
internal sealed record KnownEntries(ImmutableDictionary<string, EhrReply> Replies, ImmutableHashSet<string> Ours);
