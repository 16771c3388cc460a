using System.Collections.Immutable;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;

namespace Gateway.Interactions;

/// <summary>What a read, a search or a look into the history came to, for an endpoint or a bundle entry to translate.</summary>
internal abstract record LookOutcome
{
    private LookOutcome()
    {
    }

    /// <summary>What the audit trail tells of it. It is durable before the answer begins; what shows anything has one.</summary>
    public AuditEntry? Trace { get; init; }

    /// <summary>One resource: 200.</summary>
    public sealed record Found(ResourceVersion Version) : LookOutcome;

    /// <summary>The client has this version already: 304.</summary>
    public sealed record Unchanged(ResourceVersion Version) : LookOutcome;

    /// <summary>Search results or history: 200.</summary>
    public sealed record Listed(BundlePage Page) : LookOutcome;

    /// <summary>Nothing to show, for these reasons.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Issues">The reasons, with what to do.</param>
    public sealed record Refused(int Status, ImmutableArray<Issue> Issues) : LookOutcome
    {
        /// <summary>The usual sentence of a bare status.</summary>
        public static Refused Because(int status) => new(status, [ErrorResponses.ForStatus(status)]);
    }
}
