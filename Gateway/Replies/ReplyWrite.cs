using Gateway.Storage;

namespace Gateway.Replies;

/// <summary>What dealing with one message of the EHR writes, in one transaction.</summary>
/// <param name="Stage">Names the rows.</param>
internal sealed record ReplyWrite(Action<Changes> Stage)
{
    /// <summary>Follows once it is durable.</summary>
    public Action Committed { get; init; } = () => { };
}
