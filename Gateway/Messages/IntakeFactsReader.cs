using System.Collections.Immutable;
using Gateway.Attachments;
using Gateway.Charts;
using Gateway.Engagement;
using Gateway.Policies;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Resources;
using Gateway.Storage;
using Gateway.Subjects;
using Gateway.Subjects.Identifiers;
using Gateway.Triage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Messages;

/// <summary>All reads of an intake, in one place: most are answered by the directory's cache.</summary>
internal sealed class IntakeFactsReader(
    ChartDirectory directory,
    AgreementReader agreements,
    MalwareScanner scanner,
    MessageForms forms,
    ReadingsReader readings,
    IDbContextFactory<GatewayDb> databases,
    PolicyInForce policies,
    TimeProvider clock)
{
    public async ValueTask<IntakeFacts> ReadAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var chart = await ChartAsync(message.Subject, cancellationToken);
        var sender = await SenderAsync(message.Sender, cancellationToken);
        var structure = new StructuralFacts(
            chart,
            await WriterFactsReader.ReadAsync(message.Caller, directory, cancellationToken),
            sender,
            message.Sender,
            await OwnersAsync(message, chart, cancellationToken),
            message.Claims.Identities,
            message.Claims.Opaque,
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var form = await forms.FindAsync(message.Content, cancellationToken);
        var text = MessageText.Of(message.Content, form?.NotTheSenders(message.Content));
        var policy = (await policies.CurrentAsync(cancellationToken)).For(message.Recipients);
        return new IntakeFacts(
            message,
            structure,
            text,
            TriageReader.Read(text.Text),
            NarrativeReader.Assess(text.Text, NarrativeFactsReader.Of(structure)),
            policy)
        {
            At = clock.GetUtcNow(),
            Form = form,
            OutOfRange = await readings.ReadAsync(message.Content, (chart as Lookup<ChartFacts>.Found)?.Facts.Id, form, cancellationToken),
            Settlement = message.IsAttested ? Settlement.Attested : Settlement.Open,
            Identifiers = await IdentifiersAsync(text, structure, cancellationToken),
            Scan = await scanner.ScanAsync(message.Files, cancellationToken),
            Agreement = await agreements.StandingAsync(structure, AgreementKinds.Messaging, policy.Engagement.Agreement, cancellationToken),
        };
    }

    /// <summary>What the sender of an emergency is told, where there is no more to the message than its text; with the policy that says so.</summary>
    public async ValueTask<(ImmutableArray<Issue> Advice, GatewayPolicy Policy)> AdviceForAsync(
        Communication content, ImmutableArray<string> languages, CancellationToken cancellationToken)
    {
        var text = MessageText.Of(content, (await forms.FindAsync(content, cancellationToken))?.NotTheSenders(content));
        var policy = (await policies.CurrentAsync(cancellationToken)).Organisation;
        return (IntakePolicy.AdviceFor(text, TriageReader.Read(text.Text), InboundMessage.AnswerIn(content, languages), isTakenIn: false, policy.Advice), policy);
    }

    // The EHR is asked about a number only if it is given as the patient's and nobody on hand has it.
    private async ValueTask<IdentifierFacts> IdentifiersAsync(MessageText text, StructuralFacts structure, CancellationToken cancellationToken)
    {
        var written = IdentifierReader.Read(text.Text);
        if (written.IsEmpty)
        {
            return IdentifierFacts.None;
        }

        var found = ImmutableDictionary<string, Lookup<ChartFacts>>.Empty;
        foreach (var number in IdentifierPolicy.ToLookUp(written, structure))
        {
            if (found.GetValueOrDefault(number.Value) is not (Lookup<ChartFacts>.Found or Lookup<ChartFacts>.Unavailable))
            {
                found = found.SetItem(number.Value, await directory.FindByIdentifierAsync(number, cancellationToken));
            }
        }

        return new IdentifierFacts(written) { LookedUp = found };
    }

    private ValueTask<Lookup<ChartFacts>> ChartAsync(ReferenceTarget subject, CancellationToken cancellationToken) => subject switch
    {
        ReferenceTarget.Literal literal => directory.FindChartAsync(new PatientId(literal.Key.Id), cancellationToken),
        ReferenceTarget.Logical logical =>
            directory.FindByIdentifierAsync(new BusinessIdentifier(logical.System, logical.Value), cancellationToken),
        _ => ValueTask.FromResult<Lookup<ChartFacts>>(new Lookup<ChartFacts>.NotFound()),
    };

    private ValueTask<Lookup<PersonFacts>> SenderAsync(ResourceKey sender, CancellationToken cancellationToken) =>
        sender.Type is "Patient" or "RelatedPerson"
            ? directory.FindPersonAsync(sender, cancellationToken)
            : ValueTask.FromResult<Lookup<PersonFacts>>(new Lookup<PersonFacts>.NotFound());

    private async ValueTask<ImmutableArray<OwnedReference>> OwnersAsync(
        InboundMessage message, Lookup<ChartFacts> chart, CancellationToken cancellationToken)
    {
        var owned = ImmutableArray.CreateBuilder<OwnedReference>(message.Claims.References.Length);
        foreach (var claim in message.Claims.References)
        {
            if (claim.Role is ClaimRole.Context or ClaimRole.Recipient or ClaimRole.Document)
            {
                owned.Add(new OwnedReference(claim, await OwnerAsync(claim.Target, chart, message.Beside, cancellationToken)));
            }
        }

        return owned.DrainToImmutable();
    }

    private async ValueTask<Lookup<ReferenceOwner>> OwnerAsync(
        ReferenceTarget target, Lookup<ChartFacts> chart, IReadOnlyDictionary<ResourceKey, Sibling> beside, CancellationToken cancellationToken) => target switch
        {
            ReferenceTarget.Literal { Key.Type: "Patient" } patient when chart is Lookup<ChartFacts>.Found found && found.Facts.Id.Key == patient.Key =>
                Owned(found.Facts.Id),
            ReferenceTarget.Literal { Key.Type: "Patient" } patient =>
                OwnerOf(await directory.FindChartAsync(new PatientId(patient.Key.Id), cancellationToken)),
            ReferenceTarget.Literal { Key.Type: "Communication" or "CommunicationRequest" or "QuestionnaireResponse" or "Task" } own =>
                beside.TryGetValue(own.Key, out var sibling)
                    ? sibling.IsHidden ? new Lookup<ReferenceOwner>.Withheld() : await OwnerOfOwnAsync(false, sibling.Chart, chart, cancellationToken)
                    : await OwnerOfOwnAsync(own.Key, chart, cancellationToken),
            ReferenceTarget.Literal literal when !StructuralPolicy.IsNobodys(literal.Key.Type) =>
                await directory.FindOwnerAsync(literal.Key, cancellationToken),
            ReferenceTarget.Logical { Type: null or "Patient" } logical => OwnerOf(
                await directory.FindByIdentifierAsync(new BusinessIdentifier(logical.System, logical.Value), cancellationToken)),
            _ => new Lookup<ReferenceOwner>.NotFound(),
        };

    // What we store ourselves first. A message that is held belongs to nobody's chart yet, so what answers it waits too.
    private async ValueTask<Lookup<ReferenceOwner>> OwnerOfOwnAsync(ResourceKey key, Lookup<ChartFacts> subject, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var own = await ResourceQueries.CurrentAsync(db, key, cancellationToken);
        return own is null
            ? await directory.FindOwnerAsync(key, cancellationToken)
            : await OwnerOfOwnAsync(own.Quarantined || own.IsDeleted, own.Chart, subject, cancellationToken);
    }

    private async ValueTask<Lookup<ReferenceOwner>> OwnerOfOwnAsync(
        bool isHidden, string? chart, Lookup<ChartFacts> subject, CancellationToken cancellationToken) =>
        // What is hidden in another chart is, from here, not there at all.
        isHidden && subject is Lookup<ChartFacts>.Found found && chart != found.Facts.Id.Value ? new Lookup<ReferenceOwner>.NotFound()
            : isHidden || chart is null ? new Lookup<ReferenceOwner>.Withheld()
            : OwnerOf(await directory.FindChartAsync(new PatientId(chart), cancellationToken));

    private static Lookup<ReferenceOwner> OwnerOf(Lookup<ChartFacts> chart) => chart switch
    {
        Lookup<ChartFacts>.Found found => Owned(found.Facts.Id),
        Lookup<ChartFacts>.NotFound => new Lookup<ReferenceOwner>.NotFound(),
        Lookup<ChartFacts>.Withheld => new Lookup<ReferenceOwner>.Withheld(),
        _ => new Lookup<ReferenceOwner>.Unavailable(),
    };

    private static Lookup<ReferenceOwner>.Found Owned(PatientId patient) => new(new ReferenceOwner([patient]));
}
