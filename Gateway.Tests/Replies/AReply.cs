using Gateway.Access;
using Gateway.Charts;
using Gateway.Messages;
using Gateway.Policies;
using Gateway.References;
using Gateway.Subjects;
using Gateway.Tests.Support;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Replies;

/// <summary>What a clinician writes in the EHR, and what is known of it when it is judged.</summary>
internal static class AReply
{
    public static readonly ResourceKey Lee = new("Practitioner", "dr-lee");

    public static Communication To(params string[] recipients) => new()
    {
        Status = EventStatus.Completed,
        Subject = new ResourceReference("Patient/susie-smith"),
        Sender = new ResourceReference(Lee.ToString()),
        Recipient = [.. recipients.Select(recipient => new ResourceReference(recipient))],
        Payload = [new() { Content = new FhirString("Please come in on Monday at ten.") }],
    };

    public static Communication With(this Communication reply, Action<Communication> change)
    {
        change(reply);
        return reply;
    }

    /// <summary>The facts of a reply in Susie's chart.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="owners">Whose each of its other references is.</param>
    /// <param name="verdict">Whom its text is about.</param>
    /// <param name="chart">The chart, where it is not found.</param>
    public static IntakeFacts Facts(
        Communication reply,
        IReadOnlyDictionary<string, Lookup<ReferenceOwner>>? owners = null,
        NarrativeVerdict? verdict = null,
        Lookup<ChartFacts>? chart = null)
    {
        var claims = ClaimReader.Read(reply, [], APdf.Patience);
        var message = new InboundMessage(
            new MessageId("m"), reply, new Caller("ehr-ehr", null, Lee, [], false), new ReferenceTarget.Literal(Smiths.Susie.Id.Key), Lee, claims, null);
        var references = claims.References
            .Where(claim => claim.Role is ClaimRole.Recipient or ClaimRole.Context)
            .Select(claim => new OwnedReference(claim, OwnerOf(claim, owners)));
        var structure = new StructuralFacts(
            chart ?? new Lookup<ChartFacts>.Found(Smiths.Susie),
            new WriterFacts(true, false, null, Lee),
            new Lookup<PersonFacts>.NotFound(),
            Lee,
            [.. references],
            claims.Identities,
            claims.Opaque,
            Smiths.Today);
        return new IntakeFacts(
            message, structure, MessageText.Of(reply), TriageReader.Read("crushing chest pain"), verdict ?? new NarrativeVerdict.General([]), PolicyDocument.Default());
    }

    public static Lookup<ReferenceOwner> Of(params string[] patients) =>
        new Lookup<ReferenceOwner>.Found(new ReferenceOwner([.. patients.Select(patient => new PatientId(patient))]));

    private static Lookup<ReferenceOwner> OwnerOf(ReferenceClaim claim, IReadOnlyDictionary<string, Lookup<ReferenceOwner>>? owners)
    {
        var key = ((ReferenceTarget.Literal)claim.Target).Key;
        return owners?.GetValueOrDefault(key.ToString()) ?? (key.Type == "Patient" ? Of(key.Id) : new Lookup<ReferenceOwner>.NotFound());
    }
}
