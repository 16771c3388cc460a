using System.Collections.Immutable;

namespace Gateway.Replies;

/// <summary>What the EHR's answer to the question for a page is worth.</summary>
internal abstract record PageReading
{
    private PageReading()
    {
    }

    /// <param name="Entries">What has changed.</param>
    /// <param name="Next">Where the next page is; none on the last.</param>
    public sealed record Page(ImmutableArray<EhrEntry> Entries, Uri? Next) : PageReading;

    /// <summary>Nothing that can be relied on, for a reason that is told as a code.</summary>
    public sealed record Failed(string Fault, TimeSpan? RetryAfter = null) : PageReading;
}
