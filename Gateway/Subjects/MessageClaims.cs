using System.Collections.Immutable;

namespace Gateway.Subjects;

/// <summary>Everything in a message that says, in structure, whose it is.</summary>
/// <param name="References">Every reference, wherever it stands, extensions and contained resources included.</param>
/// <param name="Identities">Every patient described in it.</param>
/// <param name="Opaque">Attachments that say they are clinical documents and cannot be read, or that are kept elsewhere.</param>
internal sealed record MessageClaims(
    ImmutableArray<ReferenceClaim> References,
    ImmutableArray<IdentityClaim> Identities,
    ImmutableArray<string> Opaque)
{
    /// <summary>Names of files and words in pictures, which may name somebody.</summary>
    public ImmutableArray<NameClaim> Names { get; init; } = [];
}
