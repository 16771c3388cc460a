using System.Collections.Immutable;
using System.Security.Cryptography;
using Gateway.Access;
using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Subjects;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace Gateway.Messages;

/// <summary>Turns a request's body into a message, or into everything that is wrong with it.</summary>
internal sealed class InboundMessageReader(PublicBase publicBase, IOptions<EhrOptions> ehr)
{
    private readonly string[] knownBases = [publicBase.Prefix, $"{ehr.Value.FhirBase!.ToString().TrimEnd('/')}/"];

    public Reading Read(FhirBody body, Caller caller, string? idempotencyKey)
    {
        if (!body.TryParse<Communication>(out var content, out var issues))
        {
            return new Reading.Unparsable(issues);
        }

        var claims = ClaimReader.Read(content, knownBases);
        if (MessageProfile.Check(content, claims) is { IsEmpty: false } broken)
        {
            return new Reading.AgainstProfile(broken);
        }

        var sender = (ReferenceTarget.Literal)ReferenceTarget.Of(content.Sender!, knownBases);
        var idempotency = idempotencyKey is null ? null : new Idempotency(idempotencyKey, SHA256.HashData(body.Content.Span));
        return new Reading.Message(
            new InboundMessage(content, caller, ReferenceTarget.Of(content.Subject!, knownBases), sender.Key, claims, idempotency));
    }

    /// <summary>What a body turned out to be.</summary>
    internal abstract record Reading
    {
        private Reading()
        {
        }

        public sealed record Message(InboundMessage Inbound) : Reading;

        /// <summary>Not FHIR: 400.</summary>
        public sealed record Unparsable(ImmutableArray<Issue> Issues) : Reading;

        /// <summary>FHIR, and not a message as the profile has it: 422.</summary>
        public sealed record AgainstProfile(ImmutableArray<Issue> Issues) : Reading;
    }
}
