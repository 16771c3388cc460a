using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Connections;
using Gateway.Limits;
using Gateway.References;
using Gateway.Resources;
using Gateway.Subjects;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Messages;

/// <summary>Turns a Communication into a message, or into everything that keeps it from being one.</summary>
internal sealed class InboundMessageReader(KnownServers servers, IOptions<LimitsOptions> limits)
{
    public Reading Read(Communication content, MessageId id, Caller caller, Idempotency? idempotency)
    {
        // First: what is too large is not read.
        if (AttachmentPolicy.Check(content, limits.Value.Attachments) is { IsEmpty: false } tooLarge)
        {
            return new Reading.AgainstProfile(tooLarge);
        }

        var claims = ClaimsIn(content);
        if (MessageProfile.Check(content, claims) is { IsEmpty: false } broken)
        {
            return new Reading.AgainstProfile(broken);
        }

        var sender = (ReferenceTarget.Literal)ReferenceTarget.Of(content.Sender!, servers.Bases);
        return new Reading.Message(
            new InboundMessage(id, content, caller, ReferenceTarget.Of(content.Subject!, servers.Bases), sender.Key, claims, idempotency));
    }

    /// <summary>All that a Communication says of whose it is.</summary>
    public MessageClaims ClaimsIn(Communication content) =>
        ClaimReader.Read(content, servers.Bases, TimeSpan.FromSeconds(limits.Value.Attachments.PdfSeconds));

    /// <summary>What a Communication turned out to be.</summary>
    internal abstract record Reading
    {
        private Reading()
        {
        }

        public sealed record Message(InboundMessage Inbound) : Reading;

        /// <summary>FHIR, and not a message as the profile or the limits have it: 422.</summary>
        public sealed record AgainstProfile(ImmutableArray<Issue> Issues) : Reading;
    }
}
