using Gateway.Access;
using Gateway.Storage;

namespace Gateway.Review;

/// <summary>Who decides, as the request says.</summary>
/// <param name="Reader">The caller, with the charts and identities that are the caller's own.</param>
/// <param name="SignedIn">The caller as the token says, without a choice of whom to act for.</param>
internal sealed record Decider(Reader Reader, Caller SignedIn)
{
    public const string Type = "Communication";

    public Caller Caller => Reader.Caller;

    /// <summary>Whether a message may be seen, by a right to change messages, and in what capacity decided on; none for who may only see it.</summary>
    public static (bool Sees, DecidedBy? By) CapacityFor(StoredResource message, Reader judged)
    {
        if (!ReadPolicy.RightsOf(judged, Type, ScopeRights.Update).Allow(message))
        {
            return (false, null);
        }

        // Nobody reviews what they have sent themselves.
        if (message.Sender is { } sender && judged.Identities.Contains(sender))
        {
            return (true, DecidedBy.Sender);
        }

        return (true, judged.Caller switch
        {
            { IsReviewer: true } reviewer when reviewer.Allows(ScopeLevel.User, Type, ScopeRights.Update) => DecidedBy.Reviewer,
            { IsReviewer: true } system when system.Allows(ScopeLevel.System, Type, ScopeRights.Update) => DecidedBy.System,
            _ => null,
        });
    }
}
