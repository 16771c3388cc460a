using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Evisits;

/// <summary>What a window of days comes to for one patient: at most one code, or why none.</summary>
/// <param name="Window">The days.</param>
/// <param name="Minutes">Full minutes of who reports the code; of the nearest family where none is reached.</param>
/// <param name="Code">The code, and its system; none below the first threshold.</param>
/// <param name="Performers">Whose time it is.</param>
/// <param name="Topics">The conversations.</param>
/// <param name="Exclusions">Why it is not billed; empty if it may be.</param>
internal sealed record Evisit(
    EvisitWindow Window,
    int Minutes,
    (string System, string Code)? Code,
    ImmutableArray<ResourceKey> Performers,
    ImmutableArray<EvisitTopic> Topics,
    ImmutableArray<EvisitExclusion> Exclusions)
{
    public ResourceKey? Encounter => Topics.Select(topic => topic.Encounter).FirstOrDefault(encounter => encounter is not null);
}

/// <summary>A conversation within a window.</summary>
/// <param name="Thread">Its first message.</param>
/// <param name="Messages">Its messages that time was recorded on.</param>
/// <param name="Encounter">The encounter that one of them names.</param>
/// <param name="Exclusions">Why its time does not count; empty if it does.</param>
internal sealed record EvisitTopic(
    ResourceKey Thread, ImmutableArray<ResourceKey> Messages, ResourceKey? Encounter, ImmutableArray<EvisitExclusion> Exclusions);

/// <summary>Days over which time is added up: from an instant, and up to but not with another.</summary>
internal readonly record struct EvisitWindow(DateTimeOffset Start, DateTimeOffset End)
{
    public bool Contains(DateTimeOffset at) => at >= Start && at < End;

    public bool Meets(RecordedTime time) => time.Start < End && (time.End > Start || (time.End == time.Start && time.Start >= Start));
}
