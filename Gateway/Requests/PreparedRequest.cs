using Gateway.Storage;
using Gateway.Writes;

namespace Gateway.Requests;

/// <summary>What a request with a schedule comes to when it is written.</summary>
internal abstract record PreparedRequest
{
    private PreparedRequest()
    {
    }

    /// <summary>It can be stored.</summary>
    /// <param name="Stage">What is written with it; nothing for most.</param>
    public sealed record Ready(Action<Changes>? Stage) : PreparedRequest;

    /// <summary>It cannot, for these reasons.</summary>
    public sealed record Refused(WriteOutcome.Refused Outcome) : PreparedRequest;
}
