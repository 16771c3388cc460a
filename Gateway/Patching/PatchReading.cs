using System.Collections.Immutable;
using Gateway.Resources;

namespace Gateway.Patching;

/// <summary>What the body of a PATCH turned out to be.</summary>
internal abstract record PatchReading
{
    private PatchReading()
    {
    }

    public sealed record Readable(Patch Patch) : PatchReading;

    /// <summary>Not a patch: 400.</summary>
    public sealed record Malformed(ImmutableArray<Issue> Issues) : PatchReading;

    /// <summary>A language of patches that is not taken: 415.</summary>
    public sealed record UnsupportedMedia(Issue Issue) : PatchReading;
}
