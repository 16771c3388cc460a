using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Storage;

namespace Gateway.Topics;

/// <summary>What becomes of a Subscription that somebody wishes to store.</summary>
internal abstract record Registration
{
    private Registration()
    {
    }

    /// <summary>It can be stored.</summary>
    /// <param name="Stage">Names the rows beside it, for the version that it becomes.</param>
    public sealed record Accepted(Action<Changes, int> Stage) : Registration;

    /// <summary>It cannot, for these reasons.</summary>
    public sealed record Refused(bool IsForbidden, ImmutableArray<Issue> Issues) : Registration;
}
