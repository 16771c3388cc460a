using Gateway.Storage;

namespace Gateway.Review;

/// <summary>Who may decide what about a message: the table "Who decides on a message" of docs/security.md, as code.</summary>
internal static class ReviewPolicy
{
    public static Permission Of(DecisionKind kind, DecidedBy by, MessageState state) => (kind, by, state) switch
    {
        (_, _, MessageState.Ended) => Permission.Ended,

        // A system speaks for others who send; it reviews nothing that is held.
        (_, DecidedBy.System, MessageState.Held) => Permission.Denied,
        (DecisionKind.Redirect or DecisionKind.Split, DecidedBy.Sender, MessageState.Held) => Permission.Given,
        (_, DecidedBy.Sender, _) => Permission.Denied,
        (DecisionKind.Release or DecisionKind.Reject, _, MessageState.Held) => Permission.Given,
        (DecisionKind.Release or DecisionKind.Reject, _, MessageState.Filed) => Permission.NotHeld,
        (DecisionKind.Retract, _, MessageState.Held) => Permission.NotFiled,
        (DecisionKind.Retract, _, MessageState.Filed) => Permission.Given,
        (DecisionKind.Redirect or DecisionKind.Split, _, _) => Permission.Given,
        (DecisionKind.Attest, _, _) => Permission.Denied,
        _ => Permission.Denied,
    };
}

/// <summary>Whether somebody may decide so.</summary>
internal enum Permission
{
    Given,

    /// <summary>Not hers to decide.</summary>
    Denied,

    /// <summary>It waits for no review.</summary>
    NotHeld,

    /// <summary>It has reached no chart from which it could be taken back.</summary>
    NotFiled,

    /// <summary>It was decided on before.</summary>
    Ended,
}
