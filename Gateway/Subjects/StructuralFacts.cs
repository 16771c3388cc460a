using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;

namespace Gateway.Subjects;

/// <summary>All that structural matching looks at, read beforehand.</summary>
/// <param name="Chart">The subject's chart, after merges.</param>
/// <param name="Writer">Who signed in, as far as the token says.</param>
/// <param name="Sender">The person in <c>sender</c>, if it is a patient or a related person.</param>
/// <param name="SenderKey">What <c>sender</c> names.</param>
/// <param name="References">Every other reference with its owner.</param>
/// <param name="Identities">Patients described in the message.</param>
/// <param name="Opaque">Documents that cannot be read.</param>
/// <param name="Today">The day on which grants must be in force.</param>
internal sealed record StructuralFacts(
    Lookup<ChartFacts> Chart,
    WriterFacts Writer,
    Lookup<PersonFacts> Sender,
    ResourceKey SenderKey,
    ImmutableArray<OwnedReference> References,
    ImmutableArray<IdentityClaim> Identities,
    ImmutableArray<string> Opaque,
    DateOnly Today);

/// <summary>A reference and whose it turned out to be.</summary>
internal sealed record OwnedReference(ReferenceClaim Claim, Lookup<ReferenceOwner> Owner);
