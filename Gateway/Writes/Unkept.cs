using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Storage;

namespace Gateway.Writes;

/// <summary>What must not be lost with a message that is given back for another's fault: what its sender is told, and whom it alarms.</summary>
/// <param name="Issues">Said first.</param>
internal sealed record Unkept(ImmutableArray<Issue> Issues)
{
    /// <summary>Names the rows; none if nothing is to be written.</summary>
    public Action<Changes>? Stage { get; init; }
}
