using System.Collections.Immutable;
using Fhir.Profiles;
using Gateway.Access;
using Gateway.Attachments;
using Gateway.References;
using Gateway.Resources;
using Gateway.Subjects;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>A message that arrived: well-formed, allowed by its profile, not yet judged.</summary>
/// <param name="Id">The id it gets: the gateway's, or the client's in an update that creates.</param>
/// <param name="Content">The Communication as sent.</param>
/// <param name="Caller">Who sent it.</param>
/// <param name="Subject">What <c>subject</c> names.</param>
/// <param name="Sender">What <c>sender</c> names.</param>
/// <param name="Claims">Everything else in it that says whose it is.</param>
/// <param name="Idempotency">The client's name for this create, if it gave one.</param>
internal sealed record InboundMessage(
    MessageId Id,
    Communication Content,
    Caller Caller,
    ReferenceTarget Subject,
    ResourceKey Sender,
    MessageClaims Claims,
    Idempotency? Idempotency)
{
    /// <summary>Its sender says in it that it is about the patient of the chart.</summary>
    public bool IsAttested => Content.GetExtensionValue<FhirBoolean>(Canonicals.Attestation)?.Value == true;

    /// <summary>All that is attached to it.</summary>
    public IReadOnlyList<CarriedFile> Files { get; } = CarriedFile.In(Content);

    /// <summary>What its sender reads besides the language of the message, most wanted first.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>What is wrong with the answers of a form in it.</summary>
    public ImmutableArray<Issue> FormFaults { get; init; } = [];

    /// <summary>The languages to answer its sender in, most wanted first.</summary>
    public ImmutableArray<string> AnswerLanguages => AnswerIn(Content, Languages);

    /// <summary>The language of the message first, then what its sender reads besides.</summary>
    public static ImmutableArray<string> AnswerIn(Communication content, ImmutableArray<string> languages) =>
        content.Language is { } language ? [language, .. languages] : languages;

    /// <summary>Whom it is written to, in its own order: their rules apply.</summary>
    public IEnumerable<ResourceKey> Recipients => RecipientsIn(Claims);

    /// <inheritdoc cref="Recipients"/>
    public static IEnumerable<ResourceKey> RecipientsIn(MessageClaims claims) => claims.References
        .Where(claim => claim.Role == ClaimRole.Recipient)
        .Select(claim => claim.Target)
        .OfType<ReferenceTarget.Literal>()
        .Select(literal => literal.Key);

    /// <summary>What the same transaction stores and deletes, by key.</summary>
    public IReadOnlyDictionary<ResourceKey, Sibling> Beside { get; init; } = Sibling.None;
}
