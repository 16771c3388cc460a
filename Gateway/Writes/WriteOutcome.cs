using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Rest;

namespace Gateway.Writes;

/// <summary>What a create, update, patch or delete came to, for an endpoint or a bundle entry to translate.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>A resource that was not there before: 201.</summary>
    public sealed record Created(ResourceVersion Version) : WriteOutcome;

    /// <summary>A further version of a resource: 200.</summary>
    public sealed record Updated(ResourceVersion Version) : WriteOutcome;

    /// <summary>Nothing was written, since what was asked for is there already: 200.</summary>
    public sealed record Existing(ResourceVersion Version) : WriteOutcome;

    /// <summary>Gone, now or before: 204. The version says so where there is one.</summary>
    public sealed record Deleted(ResourceVersion? Version) : WriteOutcome;

    /// <summary>Several writes that were made as one.</summary>
    public sealed record Several(ImmutableArray<WriteOutcome> Outcomes) : WriteOutcome;

    /// <summary>Nothing was written, for these reasons.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Issues">The reasons, with what to do.</param>
    public sealed record Refused(int Status, ImmutableArray<Issue> Issues) : WriteOutcome
    {
        /// <summary>When trying the same again may work.</summary>
        public TimeSpan? RetryAfter { get; init; }

        public static Refused Because(int status, Issue issue) => new(status, [issue]);

        /// <summary>The usual sentence of a bare status.</summary>
        public static Refused Because(int status) => new(status, [ErrorResponses.ForStatus(status)]);
    }
}
