using Gateway.Access;
using Gateway.References;
using Gateway.Subjects;
using Hl7.Fhir.Model;

namespace Gateway.Messages;

/// <summary>A message that arrived: well-formed, allowed by its profile, not yet judged.</summary>
/// <param name="Content">The Communication as sent.</param>
/// <param name="Caller">Who sent it.</param>
/// <param name="Subject">What <c>subject</c> names.</param>
/// <param name="Sender">What <c>sender</c> names.</param>
/// <param name="Claims">Everything else in it that says whose it is.</param>
/// <param name="Idempotency">The client's name for this create, if it gave one.</param>
internal sealed record InboundMessage(
    Communication Content,
    Caller Caller,
    ReferenceTarget Subject,
    ResourceKey Sender,
    MessageClaims Claims,
    Idempotency? Idempotency);

/// <summary>A client's own name for one create, and a digest of what it sent under it.</summary>
internal sealed record Idempotency(string Key, byte[] Fingerprint);
