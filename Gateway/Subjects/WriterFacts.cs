using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>Who signed in, as the token says.</summary>
/// <param name="IsSystem">A system client: it vouches for whom it names as sender.</param>
/// <param name="NeedsLaunchChart">Its scopes are those of a patient app, which works in one chart only.</param>
/// <param name="LaunchChart">The chart of the launch context, after merges.</param>
/// <param name="Person">The signed-in person.</param>
internal sealed record WriterFacts(bool IsSystem, bool NeedsLaunchChart, PatientId? LaunchChart, ResourceKey? Person)
{
    /// <summary>The other ids of a person who signed in as Person: those of her records.</summary>
    public ImmutableArray<ResourceKey> Records { get; init; } = [];
}
